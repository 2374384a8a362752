namespace Peregrine;

/// <content>
/// The readers of a body. Each takes the body as it comes in, in memory of a bounded size; a streamed body can be read
/// once, by one of them, blocking or not, whichever way the response was asked for. One that was read whole can be read
/// by any, any number of times. </content>
public sealed partial class Response
{
    /// <summary>
    /// The body in pieces as they come in, its content codings undone. A piece is good until the next one is asked for.
    /// </summary>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks() =>
        BodyReading.Each(() => new ChunkItems(Input(nameof(Chunks), true, default)));

    /// <inheritdoc cref="Chunks"/>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksAsync(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(token => new ChunkItems(Input(nameof(ChunksAsync), false, token)), cancellationToken);

    /// <summary>
    /// The body in pieces as it was received, its content codings left as they are. A piece is good until the next one
    /// is asked for.
    /// </summary>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> RawChunks() =>
        BodyReading.Each(() => new ChunkItems(RawInput(nameof(RawChunks), true, default)));

    /// <inheritdoc cref="RawChunks"/>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> RawChunksAsync(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(
            token => new ChunkItems(RawInput(nameof(RawChunksAsync), false, token)), cancellationToken);

    /// <summary>The text in pieces as it comes in, in <see cref="Encoding"/>; no character is cut in two.</summary>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<string> TextChunks() =>
        BodyReading.Each(() => new TextItems(Input(nameof(TextChunks), true, default)));

    /// <inheritdoc cref="TextChunks"/>
    public IAsyncEnumerable<string> TextChunksAsync(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(token => new TextItems(Input(nameof(TextChunksAsync), false, token)), cancellationToken);

    /// <summary>
    /// The lines of the text, without their ends: CR, LF and CR LF end a line, and nothing else does. A line is at most
    /// as long as <see cref="RequestOptions.MaxResponseBytes"/>, because it has to be held in memory.
    /// </summary>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<string> Lines() => BodyReading.Each(() => new LineItems(Input(nameof(Lines), true, default)));

    /// <inheritdoc cref="Lines"/>
    public IAsyncEnumerable<string> LinesAsync(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(token => new LineItems(Input(nameof(LinesAsync), false, token)), cancellationToken);

    /// <summary>
    /// One value for each line of JSON (NDJSON, JSON Lines), in UTF-8 or what its first bytes or its charset say; empty
    /// lines are passed over.
    /// </summary>
    /// <exception cref="DecodingException">A line is not JSON for this type.</exception>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already, or there is no
    /// contract for the type.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<T> JsonLines<T>() =>
        BodyReading.Each(() => new JsonLineItems<T>(
            JsonInput(nameof(JsonLines), true, default), JsonContracts.For<T>(_settings?.JsonOptions)));

    /// <inheritdoc cref="JsonLines{T}"/>
    public IAsyncEnumerable<T> JsonLinesAsync<T>(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(
            token => new JsonLineItems<T>(
                JsonInput(nameof(JsonLinesAsync), false, token), JsonContracts.For<T>(_settings?.JsonOptions)),
            cancellationToken);

    /// <summary>
    /// The items of a body that is one JSON array, each as soon as it is whole; its encoding is found as for
    /// <see cref="JsonLines{T}"/>.
    /// </summary>
    /// <exception cref="DecodingException">The body is not one array, or an item is not JSON for this type.</exception>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already, or there is no
    /// contract for the type.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<T> JsonArray<T>() =>
        BodyReading.Each(() => new JsonArrayItems<T>(
            JsonInput(nameof(JsonArray), true, default), JsonContracts.For<T>(_settings?.JsonOptions)));

    /// <inheritdoc cref="JsonArray{T}"/>
    public IAsyncEnumerable<T> JsonArrayAsync<T>(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(
            token => new JsonArrayItems<T>(
                JsonInput(nameof(JsonArrayAsync), false, token), JsonContracts.For<T>(_settings?.JsonOptions)),
            cancellationToken);

    /// <summary>
    /// The events of a <c>text/event-stream</c> (HTML standard of WHATWG, section 9.2), each as soon as it is whole.
    /// The end of the body ends them; <see cref="HttpSession.EventsAsync"/> connects again.
    /// </summary>
    /// <exception cref="InvalidOperationException">When the loop begins: the body was read already.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    public IEnumerable<ServerSentEvent> Events() =>
        BodyReading.Each(() => new EventItems(Input(nameof(Events), true, default), new EventParser()));

    /// <inheritdoc cref="Events"/>
    public IAsyncEnumerable<ServerSentEvent> EventsAsync(CancellationToken cancellationToken = default) =>
        BodyReading.EachAsync(
            token => new EventItems(Input(nameof(EventsAsync), false, token), new EventParser()), cancellationToken);

    /// <summary>The body as a stream, its content codings undone. Disposing it disposes the response.</summary>
    /// <exception cref="InvalidOperationException">The body was read already.</exception>
    public Stream AsStream() => _body.AsStream(this);

    /// <summary>
    /// Writes the body to a file, in place of one that is there. It is written beside it first, so that a body that is
    /// cut off leaves no file and changes none.
    /// </summary>
    /// <exception cref="InvalidOperationException">The body was read already.</exception>
    /// <exception cref="RequestException">The body did not come whole, in time, or within the limit.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Save(string path) =>
        Blocking.Result(SavedFile.WriteAsync(path, Input(nameof(Save), true, default), isBlocking: true, default));

    /// <inheritdoc cref="Save"/>
    public async Task SaveAsync(string path, CancellationToken cancellationToken = default) => await SavedFile
        .WriteAsync(path, Input(nameof(SaveAsync), false, cancellationToken), isBlocking: false, cancellationToken)
        .ConfigureAwait(false);

    private JsonInput JsonInput(string reader, bool isBlocking, CancellationToken cancellationToken) =>
        new(Input(reader, isBlocking, cancellationToken));

    private BodyInput RawInput(string reader, bool isBlocking, CancellationToken cancellationToken) =>
        IsInMemory && RemainingCodings.Count < CodingTable.Names(Headers).Count
            ? throw new InvalidOperationException($"The body of {Request} was read whole and decoded: what was "
                + "received is kept by a streamed response only.")
            : Input(reader, isBlocking, cancellationToken, asReceived: true);
}
