namespace Peregrine;

public sealed class FloodTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static TheoryData<string, string> Endless => new()
    {
        { "HTTP/1.1 200 OK\r\nX: ", "x" },
        { "HTTP/1.1 200 OK\r\n", "X-Small: y\r\n" },
        { "HTTP/1.1 200 OK\r\nX: y\r\n", " folded\r\n" },
        { "HTTP/1.1 200 ", "O" },
        { "HTTP/1.1 200 OK\r\n", "X" },
        { "", "HTTP/1.1 100 Continue\r\n\r\n" },
        { "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" },
        { Head + "5;", "x" },
        { Head, "1;" + new string('x', 1000) + "\r\nx\r\n" },
        { Head + "0\r\n", "X-Small: y\r\n" },
        { Head + "0\r\nX: ", "x" },
        { Head, "0" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task What_has_no_end_is_cut_off(string begin, string more)
    {
        var sent = 0L;

        await Judged.FailureAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(begin);
            var block = string.Concat(Enumerable.Repeat(more, (8192 / more.Length) + 1));
            while (true)
            {
                await connection.SendAsync(block);
                Assert.InRange(Interlocked.Add(ref sent, block.Length), 0, 64 * 1024 * 1024);
            }
        });
    }

    [Fact]
    public async Task A_head_of_just_under_64_KiB_is_read()
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndStall(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Long: " + new string('x', 65_000) + "\r\n\r\nok"));

        Assert.Equal(65_000, response.Headers["X-Long"]!.Length);
    }

    [Theory]
    [InlineData("X-Long: ", 66_000)]
    [InlineData("X-Long: ", 1_000_000)]
    public async Task A_longer_one_is_not(string name, int length)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndStall(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + name + new string('x', length) + "\r\n\r\nok"));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }
}
