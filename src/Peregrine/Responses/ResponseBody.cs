namespace Peregrine;

/// <summary>
/// The body of a response. It holds one thing at a time, and what that is says the state, so a change of state is one
/// assignment: another thread sees the state before it or the one after. It is a part of its response and costs no
/// object.
/// </summary>
internal struct ResponseBody
{
    private object _held;
    private long _received; // Once what is held does not count.

    /// <summary>A body on the wire.</summary>
    internal ResponseBody(BodySource source) => _held = source;

    /// <summary>A body in memory.</summary>
    internal ResponseBody(byte[] bytes) => _held = bytes;

    internal readonly ResponseBodyState State => _held switch
    {
        byte[] => ResponseBodyState.InMemory,
        BodyBuffer => ResponseBodyState.Pooled,
        StreamedBody { IsGivenUp: false } => ResponseBodyState.Streamed,
        StreamedBody => ResponseBodyState.GivenUp,
        CodedRedirect => ResponseBodyState.CodedRedirect,
        RequestException => ResponseBodyState.Failed,
        _ => ResponseBodyState.OnWire,
    };

    /// <summary>Whether nothing of it is still on the wire for a reader.</summary>
    internal readonly bool IsWhole => State is not (ResponseBodyState.OnWire or ResponseBodyState.Streamed);

    /// <summary>What is left on the wire for a reader of the caller's; else null.</summary>
    internal readonly StreamedBody? Streamed => _held is StreamedBody { IsGivenUp: false } streamed ? streamed : null;

    /// <summary>What holds the connection of a streamed body, wanted or given up; else null.</summary>
    internal readonly StreamedBody? Holder => _held as StreamedBody;

    /// <summary>How many bytes have come in, as they were received.</summary>
    internal readonly long Received => _held is StreamedBody streamed ? streamed.Received : _received;

    /// <summary>Whether the length of a body on the wire says that it is small.</summary>
    internal readonly bool IsSmall =>
        _held is BodySource { Length: { } length } && !SizeLimit.Small.IsExceededBy(length);

    /// <summary>Takes the body off the wire, to read it whole: <see cref="Arrive(BodyBuffer, long)"/>.</summary>
    internal BodySource Take()
    {
        var source = (BodySource)_held;
        _held = Array.Empty<byte>();
        return source;
    }

    /// <summary>Leaves the body on the wire, for the caller.</summary>
    internal void Leave(StreamedBody streamed) => _held = streamed;

    /// <summary>The whole body was read into pooled memory.</summary>
    internal void Arrive(BodyBuffer buffer, long received) => (_received, _held) = (received, buffer);

    /// <summary>The whole body was read by the caller of a streamed call.</summary>
    internal void Arrive(BodyBuffer buffer, StreamedBody streamed)
    {
        Arrive(buffer, streamed.Received);
        Keep();
        streamed.End(); // Where its length is known, nothing has asked for more.
        streamed.Dispose();
    }

    /// <summary>Moves the body out of pooled memory, which others will write to.</summary>
    internal void Keep()
    {
        if (_held is BodyBuffer pooled)
        {
            _held = pooled.Count > 0 ? pooled.ToArray() : Array.Empty<byte>();
            pooled.Return();
        }
    }

    /// <summary>Moves the body of a redirect out of pooled memory as it came.</summary>
    internal void KeepCoded(BodySettings settings)
    {
        if (_held is BodyBuffer { Count: > 0 } pooled)
        {
            _held = new CodedRedirect(pooled.ToArray(), settings);
            pooled.Return();
        }
    }

    /// <summary>The body was parsed in pooled memory, which goes back.</summary>
    internal void Release()
    {
        if (_held is BodyBuffer pooled)
        {
            _held = Array.Empty<byte>();
            pooled.Return();
        }
    }

    /// <summary>Gives the pooled memory with the body in it away; null where the body is not in such memory.</summary>
    internal BodyBuffer? TakePooled()
    {
        if (_held is not BodyBuffer pooled)
        {
            return null;
        }

        _held = Array.Empty<byte>();
        return pooled;
    }

    /// <summary>The body of a redirect did not come.</summary>
    internal void Fail(RequestException failure) => _held = failure;

    /// <summary>The exchange went on, and let go of a streamed body.</summary>
    /// <param name="received">
    /// All of it as it was received; null where it was too large, did not come, or was begun by a reader.
    /// </param>
    /// <param name="response">The response that it is the body of.</param>
    internal void End(byte[]? received, Response response)
    {
        if (Streamed is { } streamed)
        {
            _received = streamed.Received;
            _held = received is null ? SizeLimit.Small.Exceeded(response.Request)
                : CodingTable.AreIn(response.Headers) ? new CodedRedirect(received, streamed.Settings)
                : received;
        }
    }

    /// <summary>Nothing more of a streamed body is wanted: for readers it is empty.</summary>
    internal readonly void GiveUp() => Holder?.GiveUp();

    /// <summary>The bytes for a reader that keeps none of them.</summary>
    /// <exception cref="InvalidOperationException">They are on the wire, or can't be read.</exception>
    internal ReadOnlySpan<byte> Span(Response response) =>
        _held is BodyBuffer pooled ? pooled.Written() : Bytes(response);

    /// <summary>The bytes, the reader's to keep.</summary>
    /// <exception cref="InvalidOperationException">They are on the wire, or can't be read.</exception>
    internal byte[] Bytes(Response response)
    {
        if (_held is byte[] here)
        {
            return here;
        }

        Keep();
        return Decoded(response) switch
        {
            byte[] bytes => bytes,
            StreamedBody { IsGivenUp: false } streamed => throw streamed.Unread(),
            RequestException failure => throw new InvalidOperationException(
                "The body of a redirect is kept up to 64 KiB; this one was larger, or could not be read.", failure),
            _ => [],
        };
    }

    /// <summary>Why the body can't be read; null when it can, or is still on the wire.</summary>
    internal RequestException? FailureOf(Response response) => Decoded(response) as RequestException;

    /// <summary>The body for one reader, who has it for good where it is on the wire.</summary>
    /// <param name="response">The response that it is the body of.</param>
    /// <param name="reader">The reader's name.</param>
    /// <param name="isBlocking">Whether the reader's thread runs everything.</param>
    /// <param name="asReceived">Whether the content codings are left as they are.</param>
    /// <param name="cancellationToken">The reader's token.</param>
    /// <exception cref="InvalidOperationException">It was read already, or can't be read.</exception>
    internal BodyInput Open(
        Response response, string reader, bool isBlocking, bool asReceived, CancellationToken cancellationToken)
    {
        if (Streamed is not { } streamed)
        {
            return new BodyInput(response, Bytes(response));
        }

        streamed.Claim(reader, asReceived);
        return new BodyInput(response, streamed, isBlocking, cancellationToken);
    }

    /// <summary>The body as a stream.</summary>
    /// <exception cref="InvalidOperationException">It was read already, or can't be read.</exception>
    internal Stream AsStream(Response response)
    {
        if (Streamed is not { } streamed)
        {
            return new MemoryStream(Bytes(response), writable: false);
        }

        streamed.Claim(nameof(AsStream), asReceived: false);
        return new BodyStream(response, streamed);
    }

    /// <summary>Lets go of the wire. What is in memory stays.</summary>
    internal readonly void Dispose()
    {
        if (_held is StreamedBody streamed)
        {
            streamed.Dispose();
        }
        else if (_held is BodySource source)
        {
            source.Dispose();
        }
    }

    private object Decoded(Response response) =>
        _held is CodedRedirect coded ? _held = coded.Decode(response) : _held;
}
