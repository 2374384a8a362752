using System.Globalization;

namespace Peregrine;

/// <summary>A body whose content codings are undone as it is read.</summary>
internal sealed class DecodedSource : BodySource
{
    // Deflate makes at most 1,032 bytes of one. What is made of less is a bomb, once it is large enough to hurt.
    private const long LargestRatio = 2_000;
    private const long Harmless = 16 * 1024 * 1024;
    private readonly BodySource _raw;
    private readonly Stream _decoded;
    private readonly Response _response;
    private readonly CallContext? _call;
    private long _given;

    private DecodedSource(BodySource raw, Stream decoded, Response response, CallContext? call) =>
        (_raw, _decoded, _response, _call) = (raw, decoded, response, call);

    internal override long? Length => null;

    internal override Headers Trailers => _raw.Trailers;

    /// <summary>The body as its readers want it: as far as its codings are known, they are undone.</summary>
    /// <param name="raw">The body as it was received.</param>
    /// <param name="response">Its response.</param>
    /// <param name="table">The codings that are known.</param>
    /// <param name="call">The call that reads it; null where the body is in memory already.</param>
    /// <exception cref="DecodingException">There are too many codings.</exception>
    internal static BodySource Create(BodySource raw, Response response, CodingTable table, CallContext? call)
    {
        if (raw.Length == 0 || raw.IsPlain || ReferenceEquals(table, CodingTable.None))
        {
            return raw;
        }

        var names = CodingTable.Names(response.Headers);
        if (names.Count > CodingTable.MaxStacked)
        {
            throw Failure(
                response, $"has {names.Count} content codings; {CodingTable.MaxStacked} are undone at most", null);
        }

        var codings = table.Undone(response.StatusCode, names);
        return codings.Count == 0
            ? raw
            : new DecodedSource(
                raw,
                codings.Aggregate((Stream)new SourceStream(raw), static (coded, coding) => coding.Decode(coded)),
                response,
                call);
    }

    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            var read = _call is null or { IsBlocking: true }
                ? _decoded.Read(buffer.Span)
                : await _decoded.ReadAsync(buffer).ConfigureAwait(false);
            _given += read;
            return _given <= Harmless || _given / LargestRatio <= _raw.Received ? read : throw Bomb();
        }
        catch (Exception reason) when (reason is InvalidDataException or InvalidOperationException or IOException)
        {
            throw Failure(
                _response, $"is not in the content coding that its header names ({Names}): {Fault(reason)}", reason);
        }
    }

    internal override void Abort() => _raw.Abort();

    public override void Dispose()
    {
        _decoded.Dispose();
        _raw.Dispose();
    }

    private ProtocolException Bomb() => new(
        $"The body of {_response.Request} is more than {LargestRatio} times as large as what was received: it is not "
        + "decoded further.",
        _response.Request,
        HttpRequestError.ConfigurationLimitExceeded);

    private string Names => Redaction.Printable(_response.Headers[HeaderNames.ContentEncoding] ?? "", 50);

    // The platform speaks of archives there.
    private string Fault(Exception reason) => reason is CodedDataException own ? own.Message.TrimEnd('.')
        : _given == 0 ? "it does not begin as such data does"
        : string.Create(
            CultureInfo.InvariantCulture, $"it is damaged behind the first {_given} bytes of what it holds");

    private static DecodingException Failure(Response response, string what, Exception? reason) =>
        new($"The body of {response.Request} {what}.", response.Request, reason);
}
