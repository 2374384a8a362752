using System.Text;

namespace Peregrine;

/// <content>A body that is left on the wire: how it is given to a reader, read whole, or let go.</content>
public sealed partial class Response
{
    /// <summary>
    /// How many bytes of the body have come in, as they were received: before any content coding is undone, and without
    /// the framing of chunks.
    /// </summary>
    public long BytesReceived => _body.Received;

    /// <summary>
    /// The content codings that the body still has for its readers, in the order in which they were applied: those from
    /// the first that is not known, or all of them of a part (206). Most often none.
    /// </summary>
    public IReadOnlyList<string> RemainingCodings =>
        IsPlain ? [] : (_settings?.Codings ?? CodingTable.Standard).Left(StatusCode, Headers);

    /// <summary>
    /// Whether the body that readers get is another one than the server sent, because content codings are undone: what
    /// the fields say of it is not true then. A response without content, to HEAD for one, describes what was not sent
    /// and stays as it is.
    /// </summary>
    internal bool IsDecoded => HasContent && (IsPlain
        ? CodingTable.AreIn(Headers)
        : (_settings?.Codings ?? CodingTable.Standard).Undone(StatusCode, CodingTable.Names(Headers)).Count > 0);

    /// <summary>How long the body is for its reader, where that is known.</summary>
    internal long? PlainLength => !HasContent ? null
        : IsWhole ? _body.Span(this).Length
        : IsDecoded ? null
        : _body.Streamed?.Length;

    /// <summary>Whether there is a body, or may be one (RFC 9110, section 6.4.1).</summary>
    internal bool HasContent => Method != HttpMethod.Head && StatusCode is not (204 or 304)
        && !(IsWhole && BytesReceived == 0 && _body.Span(this).IsEmpty);

    /// <summary>
    /// Reads the whole body of a streamed response, which is then as any other. On one that was read already it does
    /// nothing.
    /// </summary>
    /// <returns>This response.</returns>
    /// <exception cref="InvalidOperationException">The body was read as a stream already.</exception>
    /// <exception cref="RequestException">The body did not come, or is larger than
    /// <see cref="RequestOptions.MaxResponseBytes"/>.</exception>
    public Response Read()
    {
        Blocking.Result(ReadAllAsync(isBlocking: true, default));
        return this;
    }

    /// <summary>
    /// Reads the whole body of a streamed response, which is then as any other. On one that was read already it does
    /// nothing.
    /// </summary>
    /// <returns>This response.</returns>
    /// <exception cref="InvalidOperationException">The body was read as a stream already.</exception>
    /// <exception cref="RequestException">The body did not come, or is larger than
    /// <see cref="RequestOptions.MaxResponseBytes"/>.</exception>
    public async Task<Response> ReadAsync(CancellationToken cancellationToken = default)
    {
        await ReadAllAsync(isBlocking: false, cancellationToken).ConfigureAwait(false);
        return this;
    }

    /// <summary>Whether the server answered before it was sent the body of the request.</summary>
    internal bool WasBodyWithheld { get; init; }

    /// <summary>Whether the length of the body says that it is small.</summary>
    internal bool IsSmall => _body.IsSmall;

    /// <summary>Whether a middleware made it and its body has not been read or left yet.</summary>
    internal bool IsUntouched => _body.State == ResponseBodyState.OnWire;

    /// <summary>Whether its body is on the wire, and no reader has it.</summary>
    internal bool IsUnclaimed => _body.Streamed is { IsClaimed: false };

    /// <summary>Puts a source around the one that a streamed body comes from, before a reader has it.</summary>
    internal void Wrap(Func<BodySource, BodySource> around) => _body.Streamed!.Wrap(around);

    /// <summary>The body that was read whole, to look at it; empty where a redirect's can't be read.</summary>
    internal ReadOnlySpan<byte> PeekBody() => _body.FailureOf(this) is null ? _body.Span(this) : default;

    /// <summary>Whether it was recorded without the content codings that its fields name.</summary>
    internal bool IsPlain => _views is { IsPlain: true };

    /// <summary>Leaves the body on the wire.</summary>
    internal void LeaveBody(BodySettings settings, CallContext call)
    {
        var raw = MeteredSource.Create(_body.Take(), settings.DownloadProgress, call.Time);
        _body.Leave(new StreamedBody(this, raw, settings, call));
    }

    /// <summary>Holds something until the body has been read, which it may have been.</summary>
    internal void HoldUntilRead(IDisposable held)
    {
        if (_body.Holder is { } streamed)
        {
            streamed.Hold(held);
        }
        else
        {
            held.Dispose();
        }
    }

    /// <summary>Lets go of a response that is not the last of its call.</summary>
    internal static ValueTask LeaveAsync(Response? response)
    {
        if (response?._body.Holder is { } streamed)
        {
            return response.LeaveAsync(streamed);
        }

        response?.Dispose(); // A transport that tries another place leaves a body that nothing has read.
        return default;
    }

    /// <summary>The encoding of a body that begins like this.</summary>
    internal Encoding StreamEncoding(ReadOnlySpan<byte> first) =>
        Views.Encoding ??= Charsets.Detect(Headers[HeaderNames.ContentType], first);

    /// <summary>Whether the body is in memory, its content codings undone.</summary>
    internal bool IsInMemory => _body.Streamed is null;

    /// <summary>The body on its way to a file, as it was received or decoded.</summary>
    internal BodyInput DownloadInput(bool isBlocking, bool isDecoded, CancellationToken cancellationToken) =>
        Input("Download", isBlocking, cancellationToken, asReceived: !isDecoded);

    /// <summary>The events of the body, read by a parser that knows what came before.</summary>
    internal EventItems EventItems(EventParser parser, bool isBlocking, CancellationToken cancellationToken) =>
        new(Input("Events", isBlocking, cancellationToken), parser);

    private async ValueTask LeaveAsync(StreamedBody streamed)
    {
        var wasClaimed = streamed.IsClaimed;
        var received = await streamed.DrainAsync().ConfigureAwait(false);
        _body.End(wasClaimed ? null : received, this); // A hook has read part of it.
    }

    private async ValueTask<bool> ReadAllAsync(bool isBlocking, CancellationToken cancellationToken)
    {
        if (_body.Streamed is not { } streamed)
        {
            return true;
        }

        var input = Input(isBlocking ? nameof(Read) : nameof(ReadAsync), isBlocking, cancellationToken);
        BodyBuffer buffer;
        try
        {
            buffer = await BodyReader.ReadAsync(input, this, input.ItemLimit).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            throw streamed.Failed(failure);
        }

        _body.Arrive(buffer, streamed);
        return true;
    }

    // What comes of the body of an answer that is an error anyway.
    private async ValueTask<bool> TryReadAsync(bool isBlocking)
    {
        try
        {
            return await ReadAllAsync(isBlocking, default).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is RequestException or InvalidOperationException)
        {
            _body.GiveUp();
            return false;
        }
    }

    /// <summary>The response as a failure, its body read.</summary>
    internal async ValueTask<StatusException> ToFailureAsync(bool isBlocking)
    {
        await TryReadAsync(isBlocking).ConfigureAwait(false);
        _body.Keep(); // The code that catches it may read it on several threads.
        return new StatusException(this);
    }

    private async Task<Response> ThrowStatusAsync() =>
        throw await ToFailureAsync(isBlocking: false).ConfigureAwait(false);

    private BodyInput Input(
        string reader, bool isBlocking, CancellationToken cancellationToken, bool asReceived = false) =>
        _body.Open(this, reader, isBlocking, asReceived, cancellationToken);
}
