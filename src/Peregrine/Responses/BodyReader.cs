using System.Globalization;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>Reads a body whole, within its limit, its content codings undone.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 4096;
    private const int LargestPromise = 1024 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal static async ValueTask<BodyBuffer> ReadAsync(BodySource raw, Response response, Call call, long limit)
    {
        var source = Decoded(raw, response, call);
        if (source.Length > limit)
        {
            throw TooLarge(response, limit);
        }

        // One byte more than promised, so that the end of the body is seen without growing.
        var buffer = new BodyBuffer((int)Math.Clamp((source.Length ?? FirstBuffer) + 1, 1, LargestPromise));
        try
        {
            while (source.Length != 0)
            {
                var read = await source.ReadAsync(buffer.Free()).ConfigureAwait(false);
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

    private static BodySource Decoded(BodySource raw, Response response, Call call)
    {
        if (raw.Length == 0)
        {
            return raw;
        }

        var codings = ContentCoding.Of(response.Headers);
        return codings.Count == 0 ? raw : DecodedSource.Open(raw, codings, response, call);
    }

    private static ProtocolException TooLarge(Response response, long limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"The body of {response.Request} is larger than {limit} bytes (MaxResponseBytes)."),
        response.Request,
        HttpRequestError.ConfigurationLimitExceeded);
}
