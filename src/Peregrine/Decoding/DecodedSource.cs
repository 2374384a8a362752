namespace Peregrine;

/// <summary>A body whose content codings are undone as it is read.</summary>
internal sealed class DecodedSource : BodySource
{
    private readonly BodySource _raw;
    private readonly Stream _decoded;
    private readonly Response _response;
    private readonly Call _call;

    private DecodedSource(BodySource raw, Stream decoded, Response response, Call call) =>
        (_raw, _decoded, _response, _call) = (raw, decoded, response, call);

    internal override long? Length => null;

    internal override Headers Trailers => _raw.Trailers;

    /// <summary>The body as its readers want it. A part (206) is not decoded: it is a part of what is coded.</summary>
    internal static BodySource Of(BodySource raw, Response response, Call call)
    {
        if (raw.Length == 0 || response.StatusCode == 206)
        {
            return raw;
        }

        var codings = ContentCoding.Of(response.Headers);
        return codings.Count == 0 ? raw : Open(raw, codings, response, call);
    }

    /// <summary>The source that undoes the codings, or the raw one where a coding is not known: then the bytes are given as they came.</summary>
    private static BodySource Open(BodySource raw, IReadOnlyList<string> codings, Response response, Call call)
    {
        if (codings.Count > ContentCoding.MaxStacked)
        {
            throw Failure(response, $"has {codings.Count} content codings; {ContentCoding.MaxStacked} are undone at most", null);
        }

        if (!codings.All(ContentCoding.IsKnown))
        {
            return raw;
        }

        Stream stream = new SourceStream(raw);
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            stream = ContentCoding.Open(codings[i], stream);
        }

        return new DecodedSource(raw, stream, response, call);
    }

    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            return _call.IsBlocking ? _decoded.Read(buffer.Span) : await _decoded.ReadAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception reason) when (reason is InvalidDataException or InvalidOperationException)
        {
            throw Failure(_response, "is not in the content coding that its header names", reason);
        }
    }

    public override void Dispose()
    {
        _decoded.Dispose();
        _raw.Dispose();
    }

    private static DecodingException Failure(Response response, string what, Exception? reason) =>
        new($"The body of {response.Request} {what}.", response.Request, reason);
}
