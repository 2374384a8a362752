using System.Text;

namespace Peregrine;

/// <summary>Texts and JSON as servers send them.</summary>
[Collection(nameof(Alone))]
public sealed class TextTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Texts => new()
    {
        { "text/plain; charset=bogus-123", "Ã©", "é" },
        { "text/plain; charset=utf-7", "+AGE-", "+AGE-" },
        { "text/plain; charset=\"UTF-8\"", "Ã©", "é" },
        { "text/plain; charset=UTF8", "Ã©", "é" },
        { "text/plain; charset='utf-8'", "Ã©", "é" },
        { "text/plain; charset=iso-8859-1", "é", "é" },
        { "text/plain; charset=windows-1252", "\u0080", "€" },
        { "text/plain; charset=", "Ã©", "é" },
        { "text/plain; charset=utf-16", "a\0", "a" },
        { "text/plain", "ï»¿Ã©", "é" },
        { "text/plain", "ÿþé\0", "é" },
        { "text/plain; charset=iso-8859-1", "ï»¿Ã©", "é" },
        { "text/plain; charset=utf-8", "þÿ\0é", "é" },
        { "", "Ã©", "é" },
        { "garbage", "Ã©", "é" },
        { "text/plain;;charset=utf-8", "Ã©", "é" },
        { "text/plain; charset", "Ã©", "é" },
        { "text/plain, text/html", "Ã©", "é" },
        { "text/html; charset=utf-8; charset=ascii", "Ã©", "é" },
        { ";charset=utf-8", "Ã©", "é" },
        { "text/plain", "aÿþb", "a\uFFFD\uFFFDb" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_is_always_read_whole_and_streamed_alike(string contentType, string body, string expected)
    {
        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        Assert.Equal(expected, (await Judged.ResponseAsync(Scripts.AnswerAndStall(answer))).Text);

        await using var server = new RawServer(Scripts.Answer(answer));
        using var session = Sessions.For(server);
        await using var streamed = await session.StreamAsync(HttpMethod.Get, "/", null, Test);

        Assert.Equal(expected, string.Concat(streamed.TextChunks()));
    }

    [Theory]
    [InlineData("{oops}")]
    [InlineData("")]
    [InlineData("<html>no</html>")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":1} trailing")]
    [InlineData("[[[[[")]
    [InlineData("\"a")]
    [InlineData("nest 200")]
    [InlineData("nest 100000")]
    public async Task What_is_no_JSON_is_one_kind_of_failure_that_quotes_little(string body)
    {
        body = body.StartsWith("nest ", StringComparison.Ordinal)
            ? new string('[', int.Parse(body[5..], System.Globalization.CultureInfo.InvariantCulture))
            : body;
        await using var server = new RawServer(
            Scripts.Answer(Coded.Answer("Content-Type: application/json", Encoding.ASCII.GetBytes(body))));
        using var session = Sessions.For(server);

        var typed = await Assert.ThrowsAsync<DecodingException>(
            () => session.GetAsync<Dictionary<string, int[]>>("/x", Test));
        var response = await session.GetAsync("/x", Test);
        var untyped = Assert.Throws<DecodingException>(() => response.Json());

        Assert.All([typed, untyped], failure =>
        {
            Assert.InRange(failure.Message.Length, 10, 500);
            Assert.Contains("/x", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(failure.Message, char.IsControl);
        });
    }

    [Theory]
    [InlineData("HTTP/1.1 500 \u001b[31mpwn\tx\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nBad\u001b[31mName: x\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: a\u0090/b\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n\u001b[31mx")]
    [InlineData("\u001b]0;title\u0007HTTP/1.1 200 OK\r\n\r\n")]
    public async Task No_text_of_the_server_reaches_a_message_raw(string answer)
    {
        await using var server = new RawServer(Scripts.AnswerAndClose(answer));
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAnyAsync<RequestException>(() => session.GetAsync<int[]>("/", Test));

        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Theory]
    [InlineData("WWW-Authenticate: Basic realm=\"", "\u00A0")]
    [InlineData("WWW-Authenticate: Digest ", "a=\"a=")]
    [InlineData("WWW-Authenticate: Digest ", ", ")]
    [InlineData("Content-Type: text/plain", ";")]
    [InlineData("Content-Type: text/plain; a=\"", "\\")]
    [InlineData("Content-Type: text/plain; charset", " ")]
    [InlineData("Content-Disposition: attachment; filename=\"", "\\\"")]
    [InlineData("Content-Disposition: attachment; filename*=", "'")]
    [InlineData("Content-Disposition: attachment", ";filename*0=a")]
    [InlineData("Set-Cookie: a", "=")]
    [InlineData("Set-Cookie: a=b", ";a=b")]
    [InlineData("Link: <", "<")]
    [InlineData("Link: </a>; rel=\"", "a ")]
    [InlineData("Link: ", "</a>,")]
    [InlineData("Retry-After: ", "1 ")]
    [InlineData("Content-Encoding: ", ",")]
    public async Task A_field_of_60_KB_is_read_in_no_time(string field, string more)
    {
        var answer = $"HTTP/1.1 401 No\r\n{field}{string.Concat(Enumerable.Repeat(more, 60_000 / more.Length))}\r\n"
            + "Content-Length: 2\r\n\r\nok";
        await using var server = new RawServer(Scripts.Answer(answer));
        using var session = Sessions.For(server, options => options.Auth = Auth.Digest("u", "p"));
        Func<Task> read = async () =>
        {
            try
            {
                var response = await session.GetAsync("/", Test);
                _ = (
                    response.Text, response.ContentType, response.ContentDisposition?.SafeFileName,
                    response.Links.Count, response.Cookies.Count, response.RetryAfter);
            }
            catch (RequestException)
            {
                // A challenge that can't be read may be an error.
            }
        };
        await read(); // What is made once.
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await read();

        // A quadratic reader takes minutes at fifty times 50 ms.
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
    }
}
