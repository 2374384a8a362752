using System.Net;

namespace Peregrine;

/// <summary>One send under way: what is kept of it, and the entry that it becomes.</summary>
/// <param name="request">The request.</param>
/// <param name="limit">How many bytes of a body are kept at most.</param>
internal sealed class HarSend(Request request, long limit)
{
    private readonly BodyCapture? _sent = request.Body is null or { InMemory: not null }
        ? null
        : new BodyCapture(limit);

    private readonly BodyCapture _received = new(limit);

    /// <summary>What is known of it before it begins.</summary>
    internal HarEntry Begun { get; init; } = new();

    /// <summary>When it began, as a timestamp of the clock of its call.</summary>
    internal long Started { get; init; }

    /// <summary>When the head of its response was there.</summary>
    internal long Answered { get; set; }

    /// <summary>The codings that the session knows.</summary>
    internal CodingTable Table { get; init; } = CodingTable.Standard;

    /// <summary>The codings that the session has undone in a body that was read whole.</summary>
    internal CodingTable Undone { get; init; } = CodingTable.Standard;

    internal required TimeProvider Time { get; init; }

    /// <summary>The request as it is to be sent: a body that is not in memory is kept as it goes.</summary>
    internal Request Watched() => _sent is null
        ? request
        : request with { Body = new RecordedBody(request.Body!, _sent) };

    /// <summary>Has the body of a streamed response kept as its reader reads it.</summary>
    internal void Watch(Response response, Action<bool, Exception?> done) =>
        response.Wrap(source => new RecordedSource(source, _received, done));

    /// <summary>The request alone, with its body where that can be read again.</summary>
    internal async ValueTask<HarRequest> DescribeAsync(bool isBlocking, CancellationToken cancellationToken)
    {
        var isRead = true;
        if (_sent is not null && request.Body!.Unfollowed is var body)
        {
            isRead = body.IsReplayable;
            if (isRead)
            {
                await body.WriteAsync(
                    new RecordedSink(null, _sent), new CallContext(Timeouts.None, Time, isBlocking, cancellationToken))
                    .ConfigureAwait(false);
            }
        }

        return ToRequest(HttpVersion.Version11, isRead);
    }

    /// <summary>The entry of a send that got no response.</summary>
    internal HarEntry Failed(Exception failure)
    {
        var sent = _sent is null || request.Body?.Length is not { } length || _sent.Count == length;
        var took = Time.GetElapsedTime(Started);
        return Begun with
        {
            Request = ToRequest(HttpVersion.Version11, sent),
            Time = took,
            Timings = new HarTimings { Send = TimeSpan.Zero, Wait = took, Receive = TimeSpan.Zero },
            Error = TextOf(failure),
        };
    }

    /// <summary>The entry of a response that was read whole.</summary>
    internal HarEntry Completed(Response response)
    {
        var bytes = response.PeekBody();
        var isAll = bytes.Length <= limit && response.FailureOfBody() is null;
        var names = response.IsPlain ? [] : Undone.Left(response.StatusCode, response.Headers);
        return Entry(
            response, bytes[..(int)Math.Min(bytes.Length, limit)].ToArray(), names, isAll,
            bytes.Length > limit ? $"cut: it is larger than MaxBodyBytes ({limit})"
                : isAll ? null
                : "the body of a redirect, which was not read",
            null) is var entry && bytes.Length > limit
                ? entry with { Response = entry.Response with { Size = bytes.Length } }
                : entry;
    }

    /// <summary>The entry of a streamed response, as far as its reader has read it.</summary>
    internal HarEntry Left(Response response, bool isWhole, Exception? failure)
    {
        var (bytes, isKept) = _received.Take();
        return Entry(
            response, bytes, response.IsPlain ? [] : CodingTable.Names(response.Headers), isWhole && isKept,
            !isKept ? $"cut: it is larger than MaxBodyBytes ({limit})"
                : failure is not null ? "cut: it did not come whole"
                : isWhole ? null
                : "cut: its reader left early",
            failure);
    }

    /// <summary>The entry of a streamed response whose body code of the caller's read first.</summary>
    internal HarEntry Unseen(Response response) =>
        Entry(response, [], [], isAll: false, "the body was read before the recorder saw it", null);

    private HarEntry Entry(
        Response response, byte[] bytes, IReadOnlyList<string> names, bool isAll, string? comment, Exception? failure)
    {
        var (plain, isPlainAll, isCoded) = Decoded(bytes, names, response.StatusCode);
        var timings = TimingsOf(response);
        return Begun with
        {
            Request = ToRequest(response.Version, isRead: true),
            Response = new HarResponse
            {
                StatusCode = response.StatusCode,
                ReasonPhrase = response.ReasonPhrase,
                Version = response.Version,
                Headers = response.Headers,
                Trailers = response.Trailers,
                ContentType = response.Headers[HeaderNames.ContentType],
                Bytes = plain,
                BytesReceived = response.BytesReceived,
                IsCut = !isAll || !isPlainAll,
                IsCoded = isCoded,
                Comment = comment,
            },
            Time = timings.Sum,
            Timings = timings,
            ServerAddress = response.RemoteEndPoint is IPEndPoint { Address: var address }
                ? new IPAddress(address.GetAddressBytes()).ToString() // Without a scope.
                : null,
            Connection = response.Connection.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Error = failure is null ? null : TextOf(failure),
        };
    }

    private HarTimings TimingsOf(Response response)
    {
        var timings = response.Timings;
        return new HarTimings
        {
            Pool = timings.Pool,
            Dns = timings.Dns,
            Connect = timings.Connect,
            Tls = timings.Tls,
            Send = timings.Send ?? TimeSpan.Zero,
            Wait = timings.Wait ?? Time.GetElapsedTime(Started, Answered),
            Receive = timings.Receive ?? Time.GetElapsedTime(Answered),
        };
    }

    private HarRequest ToRequest(Version version, bool isRead)
    {
        var body = request.Body;
        var held = body?.InMemory ?? default;
        var (bytes, isAll) = _sent?.Take()
            ?? (held[..(int)Math.Min(held.Length, limit)].ToArray(), held.Length <= limit);
        var (plain, isPlainAll, isCoded) = Decoded(bytes, CodingTable.Names(request.Headers), 200);
        var url = request.Url.AbsoluteUri;
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        return new HarRequest
        {
            Method = request.Method.Method,
            Url = fragment < 0 ? url : url[..fragment],
            Version = version,
            Headers = request.Headers,
            ContentType = request.Headers[HeaderNames.ContentType] ?? body?.ContentType,
            Bytes = plain,
            IsCut = !isRead || !isAll || !isPlainAll,
            IsCoded = isCoded,
            Sent = _sent?.Count ?? held.Length,
            Comment = isAll ? null : $"cut: it is larger than MaxBodyBytes ({limit})",
        };
    }

    // A part of what is coded (206) can't be undone.
    private (byte[] Plain, bool IsAll, bool IsCoded) Decoded(byte[] bytes, IReadOnlyList<string> names, int statusCode)
    {
        if (bytes.Length == 0 || names.Count == 0)
        {
            return (bytes, true, false);
        }

        var codings = names.Count > CodingTable.MaxStacked ? [] : Table.Undone(statusCode, names);
        var (plain, isAll) = RecordedCodings.Undo(bytes, codings, limit);
        return (plain, isAll, codings.Count < names.Count);
    }

    private static string TextOf(Exception failure) => $"{failure.GetType().Name}: {failure.Message}";
}
