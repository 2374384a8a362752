using System.Text;

namespace Peregrine;

/// <summary>How a line is split into words, in a shell and in cmd.exe.</summary>
public sealed class CurlShellTests
{
    [Theory]
    [InlineData("'a b'", "a b")]
    [InlineData("a\\ b", "a b")]
    [InlineData("'a'\\''b'", "a'b")]
    [InlineData("\"a\\\"b\\\\c\\d$\"", "a\"b\\c\\d$")]
    [InlineData("a\\\nb", "ab")]
    [InlineData("\"a\\\r\nb\"", "ab")]
    [InlineData("$'a\\n\\t\\x41\\u00e9\\101\\'\\q'", "a\n\tA\u00e9A'\\q")]
    [InlineData("$'\\ud83d\\ude00\\U0001F600'", "\U0001F600\U0001F600")]
    [InlineData("$'caf\\xc3\\xa9'", "caf\u00e9")]
    [InlineData("$\"a\"", "a")]
    [InlineData("'a'\"b\"c", "abc")]
    public void A_word_is_read_as_a_shell_reads_it(string word, string expected) =>
        Assert.Equal(expected, Sent($"curl http://h/ --data-raw {word}"));

    [Theory]
    [InlineData("$'\\x89PNG\\0\\xff'", new byte[] { 0x89, 0x50, 0x4e, 0x47, 0, 0xff })]
    [InlineData("$'\\xe9'", new byte[] { 0xe9 })]
    public void Bytes_that_are_no_text_are_kept(string word, byte[] expected) =>
        Assert.Equal(expected, CurlCommand.Parse($"curl http://h/ --data-raw {word}").Request.Body!.Read());

    [Fact]
    public void What_printf_writes_is_standard_input() => Assert.Equal(
        "a%\\\n\0b",
        Sent("printf 'a%%\\\\\\n\\000b' | curl --data-binary @- http://h/"));

    [Theory]
    [InlineData("$ curl http://h/x")]
    [InlineData("\n  curl http://h/x # with a word\n\n")]
    [InlineData("/usr/bin/curl \\\n  http://h/x")]
    [InlineData("curl.exe http://h/x")]
    public void A_prompt_a_path_and_a_comment_are_passed_over(string line)
    {
        var command = CurlCommand.Parse(line);

        Assert.Equal("http://h/x", command.Request.Url.ToString());
        Assert.Empty(command.NotUnderstood);
    }

    [Theory]
    [InlineData("curl ^\"http://h/x?a=1^&b=^%^41^\" ^\n  -H ^\"A: \\^\"q\\^\"^\" ^\n  --data-raw ^\"a^\n\nb^\"",
        "http://h/x?a=1&b=%41", "\"q\"", "a\nb")]
    [InlineData("curl \"http://h/x?a=1&b=2\" ^\r\n  -H \"A: b\" ^\r\n  --data-raw \"{\\\"a\\\":\"\"b\"\"}\"",
        "http://h/x?a=1&b=2", "b", "{\"a\":\"b\"}")]
    [InlineData("curl \"http://h/x\" ^\r\n  -H \"A: C:\\dir\\\\\" ^\r\n  --data-raw \"a\"^\r\n\r\n\"b\"",
        "http://h/x", "C:\\dir\\", "a\nb")]
    public void The_form_of_cmd_is_read(string line, string url, string field, string body)
    {
        var request = CurlCommand.Parse(line).Request;

        Assert.Equal(
            (url, field, body),
            (request.Url.OriginalString, request.Headers["A"], Encoding.UTF8.GetString(request.Body!.Read())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wget http://h/")]
    [InlineData("curl")]
    [InlineData("curl 'http://h/")]
    [InlineData("curl \"http://h/")]
    [InlineData("curl $'http://h/")]
    [InlineData("curl --no-such http://h/")]
    [InlineData("curl -¤ http://h/")]
    [InlineData("curl http://h/ -H")]
    [InlineData("curl http://h/ -m soon")]
    [InlineData("curl http://h/ -F word")]
    [InlineData("curl http://h/ -X 'A B'")]
    [InlineData("curl http://h/ -H 'a b: c'")]
    [InlineData("curl http://h/ -d a -F b=c")]
    [InlineData("curl http://h/ -I -d a")]
    [InlineData("curl http://h/ -I -G -F a=b")]
    [InlineData("curl http://h/ -T /dev/null -I")]
    [InlineData("printf '%s' a | curl http://h/")]
    public void A_line_that_is_none_is_an_error(string line) =>
        Assert.Throws<FormatException>(() => CurlCommand.Parse(line));

    [Theory]
    [InlineData("curl ftp://h/")]
    [InlineData("curl http://h:port/")]
    public void A_url_that_can_not_be_used_is_an_error(string line) =>
        Assert.Throws<InvalidUrlException>(() => CurlCommand.Parse(line));

    private static string Sent(string line) => Encoding.UTF8.GetString(CurlCommand.Parse(line).Request.Body!.Read());
}
