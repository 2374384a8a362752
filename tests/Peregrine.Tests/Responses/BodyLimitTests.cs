namespace Peregrine;

/// <summary>What is larger than any array is too large, whatever the limit says.</summary>
[Collection(nameof(AloneCollection))]
[Trait("run", "long")]
public sealed class BodyLimitTests
{
    [Fact]
    public async Task A_limit_past_the_largest_array_is_that_array()
    {
        var response = Response.Create(new Request(HttpMethod.Get, new Uri("http://h.test/x")), 200);

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            async () => await BodyReader.ReadAsync(new Zeros(), response, 4L * 1024 * 1024 * 1024));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    private sealed class Zeros : BodySource
    {
        internal override long? Length => null;

        public override void Dispose()
        {
        }

        internal override ValueTask<int> ReadAsync(Memory<byte> buffer) => new(buffer.Length);
    }
}
