namespace Peregrine;

/// <summary>
/// Hashes a body for <c>auth-int</c>: one in memory at once, a file or parts by reading them as they would be sent.
/// </summary>
internal static class DigestBody
{
    /// <exception cref="AuthException">The body can be sent only once.</exception>
    internal static async ValueTask<string> HashAsync(DigestAlgorithm algorithm, Request request, CallContext call)
    {
        if (request.Body?.Unfollowed is not { } body)
        {
            return algorithm.Hash("");
        }

        if (body.InMemory is { } bytes)
        {
            return algorithm.Hash(bytes.Span);
        }

        if (!body.IsReplayable)
        {
            throw call.CompleteAsLast(new AuthException(
                $"{request}: the server wants the body in the Digest proof (qop=auth-int), but this one can be read "
                + "only once. Use Body.File or Body.Bytes.",
                request));
        }

        var sink = new Sink(algorithm.Start());
        await body.WriteAsync(sink, call).ConfigureAwait(false);
        return Convert.ToHexStringLower(sink.Hash.Finish());
    }

    private sealed class Sink(DigestHash hash) : BodySink
    {
        internal DigestHash Hash => hash;

        internal override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            hash.Append(bytes.Span);
            return default;
        }
    }
}
