namespace Peregrine;

/// <summary>RFC 9112, section 6.3.</summary>
public sealed class LengthTests
{
    [Theory]
    [InlineData("Content-Length: 5")]
    [InlineData("content-length:5")]
    [InlineData("Content-Length: \t5 \t")]
    [InlineData("Content-Length: 05")]
    [InlineData("Content-Length: 5, 5")]
    [InlineData("Content-Length: 5\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5\r\nCONTENT-LENGTH: 5,5")]
    public async Task One_length_however_often_it_is_said_counts(string fields)
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndStall($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\nhello"));

        Assert.Equal("hello", response.Text);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 11")]
    [InlineData("Content-Length: 11\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5\r\ncontent-length: 6")]
    [InlineData("Content-Length: 5, 6")]
    [InlineData("Content-Length: 5, 5, 6")]
    [InlineData("Content-Length: 5,")]
    [InlineData("Content-Length: ,5")]
    [InlineData("Content-Length: -5")]
    [InlineData("Content-Length: +5")]
    [InlineData("Content-Length: 0x5")]
    [InlineData("Content-Length: 5 x")]
    [InlineData("Content-Length: 5 5")]
    [InlineData("Content-Length: 5abc")]
    [InlineData("Content-Length: 5.0")]
    [InlineData("Content-Length: 5e0")]
    [InlineData("Content-Length: 5;")]
    [InlineData("Content-Length: \"5\"")]
    [InlineData("Content-Length:")]
    [InlineData("Content-Length:\r\nContent-Length: 5")]
    [InlineData("Content-Length: \u0665")]
    [InlineData("Content-Length: \u00b2")]
    [InlineData("Content-Length: 9223372036854775808")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: 18446744073709551621")]
    public async Task Any_other_is_refused(string fields)
    {
        var failure = await Judged.FailureAsync(
            Scripts.AnswerAndStall($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\nhello world, hello"));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("2147483648")]
    public async Task A_promise_of_too_much_is_refused_before_it_is_read(string length)
    {
        var failure = await Judged.FailureAsync(
            Scripts.AnswerAndStall($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nhello"));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }
}
