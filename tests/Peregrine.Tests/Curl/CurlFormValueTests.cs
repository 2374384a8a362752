using System.Text;

namespace Peregrine;

/// <summary>The parts of a form, as curl 7.88 reads the value of <c>-F</c>.</summary>
public sealed class CurlFormValueTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    private string FileName => Path.GetFileName(_file);

    public CurlFormValueTests() => File.WriteAllText(_file, "content");

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("a= x ", "name=\"a\"||x")]
    [InlineData("a=  y  ;type= text/z ", "name=\"a\"|Content-Type: text/z||y")]
    [InlineData("a=\" q \" ;type=a/b", "name=\"a\"|Content-Type: a/b|| q ")]
    [InlineData("a= \"q;\\\"r\\\\\"", "name=\"a\"||q;\"r\\")]
    [InlineData("a=\"q\"r;type=a/b", "name=\"a\"|Content-Type: a/b||q")]
    [InlineData("a=\"q", "name=\"a\"||\"q")]
    [InlineData("a= @x", "name=\"a\"||@x")]
    [InlineData("a=b;filename= n m.txt ;type=a/b", "name=\"a\"; filename=\"n m.txt\"|Content-Type: a/b||b")]
    [InlineData("a=b; type=a/b;q=z ; headers= X-A: b ", "name=\"a\"|X-A: b|Content-Type: a/b;q=z||b")]
    [InlineData("a=b;headers=\"X-A: b;c\";headers=X-B:d", "name=\"a\"|X-A: b;c|X-B: d||b")]
    [InlineData("a=b; q ;type=a/b", "name=\"a\"|Content-Type: a/b||b")]
    [InlineData("a={\"x\":[1,2]};type=application/json", "name=\"a\"|Content-Type: application/json||{\"x\":[1,2]}")]
    [InlineData("a=", "name=\"a\"||")]
    [InlineData(" a =b", "name=\" a \"||b")]
    public void Text_is_read_as_curl_reads_it(string value, string part) => Assert.Equal(part, Part(value));

    [Fact]
    public void A_file_is_read_as_curl_reads_it()
    {
        const string octets = "Content-Type: application/octet-stream";
        Assert.Equal($"name=\"a\"; filename=\"{FileName}\"|{octets}||content", Part($"a=@ {_file} "));
        Assert.Equal($"name=\"a\"; filename=\"{FileName}\"|Content-Type: a/b||content", Part($"a=@{_file} ;type=a/b"));
        Assert.Equal("name=\"a\"; filename=\"n,m\"|Content-Type: a/b||content",
            Part($"a=@\"{_file}\" ; filename= \"n,m\" ; type=a/b"));
        Assert.Equal("name=\"a\"||content", Part($"a=<{_file};filename=n"));
    }

    [Theory]
    [InlineData("a=b;encoder=base64")]
    [InlineData("a=b;headers=@fields")]
    [InlineData("a=(;type=multipart/mixed")]
    [InlineData("a=@/dev/null,/dev/null")]
    public void What_is_left_out_is_told(string value) =>
        Assert.Equal(["--form"], CurlCommand.Parse($"curl http://h/ -F b=c -F '{value}'").NotUnderstood);

    [Theory]
    [InlineData("a=b;type=image")]
    [InlineData("a=b;type=")]
    [InlineData("a=b;type=/x")]
    public void A_type_that_is_none_is_an_error(string value) =>
        Assert.Throws<FormatException>(() => CurlCommand.Parse($"curl http://h/ -F '{value}'"));

    // Its lines between bars.
    private static string Part(string value)
    {
        var command = CurlCommand.Parse($"curl http://h/ -F '{value}'");
        Assert.Empty(command.NotUnderstood);
        var boundary = Boundary.Parse(command.Request.Headers["Content-Type"]);
        var form = Encoding.UTF8.GetString(command.Request.Body!.Read());
        return form[$"--{boundary}\r\nContent-Disposition: form-data; ".Length..^$"\r\n--{boundary}--\r\n".Length]
            .Replace("\r\n", "|", StringComparison.Ordinal);
    }
}
