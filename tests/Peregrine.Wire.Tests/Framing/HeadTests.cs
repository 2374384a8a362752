namespace Peregrine;

/// <summary>RFC 9112, sections 2.2, 4 and 5.</summary>
public sealed class HeadTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK", 200, "OK")]
    [InlineData("HTTP/1.1 200 ", 200, "OK")]
    [InlineData("HTTP/1.1 200", 200, "OK")]
    [InlineData("HTTP/1.1 299 Not  So\tCommon", 299, "Not  So\tCommon")]
    [InlineData("HTTP/1.0 404 Gone Fishing", 404, "Gone Fishing")]
    [InlineData("HTTP/1.1 599 X", 599, "X")]
    [InlineData("HTTP/1.1 999 X", 999, "X")]
    public async Task Status_lines_that_are_read(string line, int status, string reason)
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndClose($"{line}\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(reason, response.ReasonPhrase);
    }

    [Theory]
    [InlineData("HTTP/2.0 200 OK")]
    [InlineData("HTTP/2 200 OK")]
    [InlineData("HTTP/0.9 200 OK")]
    [InlineData("HTTP/11 200 OK")]
    [InlineData("HTTP/1.10 200 OK")]
    [InlineData("http/1.1 200 OK")]
    [InlineData("ICY 200 OK")]
    [InlineData("SSH-2.0-OpenSSH_9.7")]
    [InlineData("<html>hello")]
    [InlineData("HTTP/1.1  200 OK")]
    [InlineData("HTTP/1.1\t200 OK")]
    [InlineData(" HTTP/1.1 200 OK")]
    [InlineData("HTTP/1.1 20 OK")]
    [InlineData("HTTP/1.1 2000 OK")]
    [InlineData("HTTP/1.1 200OK")]
    [InlineData("HTTP/1.1 2x0 OK")]
    [InlineData("HTTP/1.1 -20 OK")]
    [InlineData("HTTP/1.1 +20 OK")]
    [InlineData("HTTP/1.1 000 OK")]
    [InlineData("HTTP/1.1 099 OK")]
    [InlineData("HTTP/1.1 200 O\0K")]
    [InlineData("HTTP/1.1 200 O\rK")]
    [InlineData("HTTP/1.1")]
    [InlineData("Content-Length: 2")]
    public async Task Status_lines_that_are_refused(string line)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndStall($"{line}\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Fact]
    public async Task A_later_minor_version_is_read_as_1_1()
    {
        // RFC 9110, section 2.5: a higher minor version is to be read as the highest that the recipient knows.
        Assert.Equal(
            "ok",
            (await Judged.ResponseAsync(Scripts.AnswerAndStall("HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nok")))
                .Text);
    }

    [Theory]
    [InlineData("X-A:y", "X-A", "y")]
    [InlineData("X-A:  y \t ", "X-A", "y")]
    [InlineData("X-A:", "X-A", "")]
    [InlineData("X-A: a: b", "X-A", "a: b")]
    [InlineData("X-A: a\tb", "X-A", "a\tb")]
    [InlineData("!#$%&'*+-.^_`|~09azAZ: y", "!#$%&'*+-.^_`|~09azAZ", "y")]
    [InlineData("X-A: caf\u00e9", "X-A", "caf\u00e9")]
    [InlineData("X-A: caf\u00c3\u00a9", "X-A", "caf\u00e9")]
    [InlineData("X-A: y\r\n folded", "X-A", "y folded")]
    [InlineData("X-A: y\r\n\t folded\r\n  twice ", "X-A", "y folded twice")]
    public async Task Fields_that_are_read(string line, string name, string value)
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall($"HTTP/1.1 200 OK\r\n{line}\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal(new Header(name, value), response.Headers[0]);
        Assert.Equal("ok", response.Text);
    }

    [Theory]
    [InlineData("X-A : y")]
    [InlineData("X-A\t: y")]
    [InlineData(": y")]
    [InlineData("X-A")]
    [InlineData("X A: y")]
    [InlineData("X(A): y")]
    [InlineData("X\u00e9: y")]
    [InlineData("X\0A: y")]
    [InlineData("X\rA: y")]
    [InlineData("X-A: a\0b")]
    [InlineData("X-A: a\rX-B: b")]
    [InlineData("X-A: a\r")]
    [InlineData("Content-Length : 2")]
    [InlineData("Transfer-Encoding : chunked")]
    [InlineData("Transfer-Encoding\u000b: chunked")]
    [InlineData("Transfer-Encoding: chunked\u000b")]
    public async Task Fields_that_are_refused(string line)
    {
        var failure = await Judged.FailureAsync(
            Scripts.AnswerAndStall($"HTTP/1.1 200 OK\r\n{line}\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    /// <summary>
    /// RFC 9110, section 5.5: all but CR, LF and NUL may be passed over, and peers read such answers.
    /// </summary>
    [Theory]
    [InlineData("X-A: a\u0001b")]
    [InlineData("X-A: a\u001b[31mb")]
    [InlineData("X-A: a\u007fb")]
    [InlineData("Set-Cookie: a=b\u0001c")]
    [InlineData("X-A: a\r\n b\u0001c\r\n d")]
    [InlineData("X-A: a\u0001b\r\n c")]
    public async Task A_control_character_costs_its_field_and_not_the_answer(string line)
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall($"HTTP/1.1 200 O\u0001K\r\nX-B: kept\r\n{line}\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal(("ok", "OK"), (response.Text, response.ReasonPhrase));
        Assert.Equal(["X-B", "Content-Length"], response.Headers.Select(field => field.Name));
        Assert.Empty(response.Cookies);
    }

    [Fact]
    public async Task A_folded_line_needs_a_field_before_it()
    {
        await Judged.FailureAsync(Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\n X-A: y\r\nContent-Length: 2\r\n\r\nok"));
    }

    [Theory]
    [InlineData("\r\n Content-Length: 2")]
    [InlineData("Content-Length:\r\n 2")]
    public async Task A_folded_line_never_becomes_a_field_of_its_own(string fields)
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndClose($"HTTP/1.1 200 OK\r\nX-A: y{(fields[0] == 'C' ? "\r\n" : "")}{fields}\r\n\r\nok"));

        Assert.Equal("ok", response.Text);
        Assert.Equal(fields[0] == 'C' ? "2" : null, response.Headers["Content-Length"]);
    }

    [Fact]
    public async Task Lines_that_end_in_LF_alone_are_read()
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall("HTTP/1.1 200 OK\nX-A: y\nContent-Length: 2\n\nok"));

        Assert.Equal("y", response.Headers["X-A"]);
        Assert.Equal("ok", response.Text);
    }

    [Fact]
    public async Task A_head_that_comes_octet_by_octet_is_put_together()
    {
        var response = await Judged.ResponseAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.TrickleAsync(
                "HTTP/1.1 200 OK\r\nX-A: y\r\n folded\r\nContent-Length: 2\r\n\r\nok", TimeSpan.Zero);
            await connection.StallAsync();
        });

        Assert.Equal("y folded", response.Headers["X-A"]);
        Assert.Equal("ok", response.Text);
    }

    [Fact]
    public async Task A_failure_shows_nothing_that_could_steer_a_terminal()
    {
        var failure = await Judged.FailureAsync(
            Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\nBad\u001b[31mName\u0007: y\r\n\r\n"));

        Assert.DoesNotContain(failure.ToString(), c => c is '\u001b' or '\u0007');
    }
}
