namespace Peregrine;

/// <summary>A port that speaks HTTP/2 without being asked which version is spoken (RFC 9113, section 3.3).</summary>
public sealed class OtherVersionTests
{
    // The last byte is a line feed.
    private static readonly byte[] Settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 10];
    private static readonly byte[] GoAway = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    public static TheoryData<byte[]> Beginnings =>
        new(Settings, [.. Settings, .. GoAway], GoAway, new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task A_port_that_answers_in_http2_is_named(byte[] answer)
    {
        var failure = await Judged.FailureAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(answer);
        });

        Assert.Contains(
            "the server answers in HTTP/2 where HTTP/1 is spoken", failure.Message, StringComparison.Ordinal);
        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task Byte_by_byte_it_is_named_too()
    {
        var failure = await Judged.FailureAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            foreach (var one in Settings)
            {
                await connection.SendAsync(new[] { one });
            }
        });

        Assert.Contains("in HTTP/2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_tls_it_is_named_too()
    {
        var failure = await Judged.FailureAsync(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Settings);
            },
            tls: TestAuthority.Loopback);

        Assert.Contains("in HTTP/2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 6, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 5, 4, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 6, 4, 0, 0, 0, 0, 1 })]
    public async Task What_begins_with_zeros_and_is_no_such_frame_is_not(byte[] answer)
    {
        var failure = await Judged.FailureAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync((byte[])[.. answer, 10]);
        });

        Assert.DoesNotContain("HTTP/2", failure.Message, StringComparison.Ordinal);
    }
}
