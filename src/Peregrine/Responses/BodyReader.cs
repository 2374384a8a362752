using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>Reads a body whole, within its limit.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 4096;
    private const int LargestPromise = 1024 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal static async ValueTask<BodyBuffer> ReadAsync(BodySource source, Response response, SizeLimit limit)
    {
        limit = limit.AtMost(Array.MaxLength); // No array holds more.
        if (limit.IsExceededBy(source.Length ?? 0))
        {
            throw limit.Exceeded(response.Request);
        }

        // One byte more than promised, so that the end of the body is seen without growing.
        var first = (source.Length ?? Math.Min(FirstBuffer, limit.Bytes)) + 1;
        var buffer = new BodyBuffer(
            (int)Math.Clamp(first, 1, LargestPromise), first > LargestPromise ? (int)(source.Length ?? 0) : 0);
        try
        {
            while (source.Length != 0)
            {
                var read = await source.ReadAsync(buffer.Free(limit.Bytes - buffer.Count + 1)).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                buffer.Advance(read);
                if (limit.IsExceededBy(buffer.Count))
                {
                    throw limit.Exceeded(response.Request);
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
}
