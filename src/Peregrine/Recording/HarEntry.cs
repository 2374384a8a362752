namespace Peregrine;

/// <summary>One send of a recording: a request and what came of it.</summary>
public sealed record HarEntry
{
    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Time { get; internal init; }

    /// <summary>The request.</summary>
    public HarRequest Request { get; internal init; } = new();

    /// <summary>The response. Its status is 0 where there was none.</summary>
    public HarResponse Response { get; internal init; } = new();

    /// <summary>How long each step took.</summary>
    public HarTimings Timings { get; internal init; } = HarTimings.None;

    /// <summary>The address of the server, or null.</summary>
    public string? ServerAddress { get; internal init; }

    /// <summary>Which connection it went over, or null.</summary>
    public string? Connection { get; internal init; }

    /// <summary>Why there was no response, or it was cut; null where all went well.</summary>
    public string? Error { get; internal init; }

    /// <summary>The number of the send in its recording, counted as they begin; a <see cref="HarRecorder"/> writes
    /// it.</summary>
    public long? Id { get; internal init; }

    /// <summary>The number of the call that it was a send of; a <see cref="HarRecorder"/> writes it.</summary>
    public long? CallId { get; internal init; }

    /// <summary>The <see cref="Id"/> of the send of the same call before this one, or null.</summary>
    public long? Follows { get; internal init; }

    /// <summary>
    /// Why the call sent again: <c>Redirect</c>, or the <see cref="AttemptReason"/> of the try before, such as
    /// <c>Retry</c>; null for the first.
    /// </summary>
    public string? Reason { get; internal init; }

    /// <summary>What the recorder or its user noted; most often null.</summary>
    public string? Comment { get; internal init; }

    /// <summary>
    /// The recorded response as the answer to a request, for a <see cref="Middleware"/>: status, words, version,
    /// fields, trailers and body are as they were recorded; its content codings are undone already, also where
    /// <see cref="HttpSessionOptions.Decompress"/> is false: code that decodes the body itself can't read it.
    /// </summary>
    /// <param name="request">The request that it answers.</param>
    /// <param name="atCut">
    /// Makes what reading on past the end of a body throws that was cut (<see cref="HarResponse.IsCut"/>). The default
    /// is an <see cref="InvalidOperationException"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">There was no response.</exception>
    public Response ToResponse(Request request, Func<Exception>? atCut = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Response.StatusCode is < 100 or > 999)
        {
            throw new InvalidOperationException($"The recording of {request} holds no response.");
        }

        var head = new ResponseHead(Response.StatusCode, Response.ReasonPhrase, Response.Version, Response.Headers);
        return !Response.IsCut
            ? Peregrine.Response.Replay(request, head, Response.Bytes, Response.Trailers)
            : Peregrine.Response.Replay(
                request, head, new CutBody(Response.Bytes, atCut ?? (() => NoMore(request))), TimeProvider.System);
    }

    /// <summary>The request without its query, and the status.</summary>
    public override string ToString() => $"{Request}: {Response.StatusCode}";

    private InvalidOperationException NoMore(Request request) => new(
        $"The recording of {request} holds the first {Response.Bytes.Length} bytes of the body and no more.");
}
