using System.Globalization;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>Reads a body whole, within its limit.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 4096;
    private const int LargestPromise = 1024 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal static async ValueTask<BodyBuffer> ReadAsync(BodySource source, Response response, long limit)
    {
        limit = Math.Min(limit, Array.MaxLength); // No array holds more.
        if (source.Length > limit)
        {
            throw TooLarge(response, limit);
        }

        // One byte more than promised, so that the end of the body is seen without growing.
        var buffer = new BodyBuffer((int)Math.Clamp((source.Length ?? Math.Min(FirstBuffer, limit)) + 1, 1, LargestPromise));
        try
        {
            while (source.Length != 0)
            {
                var read = await source.ReadAsync(buffer.Free(limit - buffer.Count + 1)).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                buffer.Advance(read);
                if (buffer.Count > limit)
                {
                    throw TooLarge(response, limit);
                }
            }

            return buffer;
        }
        catch
        {
            buffer.Return();
            throw;
        }
    }

    internal static ProtocolException TooLarge(Response response, long limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"The body of {response.Request} is larger than {limit} bytes (MaxResponseBytes)."),
        response.Request,
        HttpRequestError.ConfigurationLimitExceeded);

    /// <summary>A part that has to be held in memory whole is larger than a body may be that is.</summary>
    internal static ProtocolException TooLong(string what, BodyInput input) => new(
        string.Create(CultureInfo.InvariantCulture, $"The body of {input.Response.Request} holds {what} larger than {input.LargestItem} bytes (MaxResponseBytes)."),
        input.Response.Request,
        HttpRequestError.ConfigurationLimitExceeded);
}
