namespace Peregrine;

/// <summary>
/// What all parts of one download share: where they are written, what is known of the file, and how far it has come.
/// </summary>
internal sealed class DownloadState(DownloadSender sender, DownloadOptions options)
{
    private readonly Lock _gate = new();
    private EarlyWrite? _early; // Null where nothing is flushed, or no file is open.
    private TransferMeter? _meter;
    private long _received;

    /// <summary>What the server told of the file with the answer that began it.</summary>
    internal RemoteFile? Remote { get; private set; }

    /// <summary>The first answer of this run that belongs to the file.</summary>
    internal Response? Response { get; private set; }

    /// <summary>How many bytes of bodies came in.</summary>
    internal long Received => Interlocked.Read(ref _received);

    /// <summary>The answer that began the file, which gives it its name; null when an earlier run began it.</summary>
    internal Response? Beginning { get; private set; }

    /// <summary>Where the file is written; null until its place is known.</summary>
    internal PartFile? Opened
    {
        get;
        set
        {
            field = value;
            _early = options.FlushToDisk && value is not null ? new EarlyWrite(value.Handle) : null;
        }
    }

    internal PartFile File => Opened!;

    /// <summary>An answer begins the file: what came before is forgotten.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="answer">What it is.</param>
    internal void Begin(Response response, DownloadAnswer answer) => Begin(response, FileOf(response, answer), null);

    /// <summary>An answer without a body began the file, which then comes in parts at once.</summary>
    internal void BeginParts(Response head, RemoteFile remote) => Begin(head, remote, [new Gap(0, remote.Total)]);

    /// <summary>Goes on with what an earlier run left.</summary>
    internal void Continue(PartRecord record, IReadOnlyList<Gap> missing)
    {
        Remote = record.File;
        RefuseTooLarge(Remote.Total ?? 0);
        Follow(Remote.Total is { } total
            ? total - missing.Sum(gap => (gap.End ?? total) - gap.Start)
            : missing[0].Start);
    }

    /// <summary>
    /// An answer brings a part: it is the response of the download when it is the first, and may be the first to tell
    /// the length.
    /// </summary>
    internal void Join(Response response, DownloadAnswer answer, DownloadPart part)
    {
        lock (_gate)
        {
            Response ??= response;
            if (Remote!.Total is null)
            {
                Remote = Remote with { Total = answer.Total };
                RefuseTooLarge(answer.Total!.Value);
            }
        }

        if (part.IsWhole)
        {
            part.End = answer.Total;
        }
    }

    /// <summary>
    /// An answer contradicted another: what has come counts no more, nor does what was told without a body.
    /// </summary>
    internal void Distrust(bool wasHead)
    {
        RandomAccess.SetLength(File.Handle, 0);
        Remote = wasHead ? null : Remote;
    }

    /// <summary>Some bytes of a body came in, of which these belong to a part.</summary>
    internal async ValueTask WriteAsync(
        DownloadPart part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (part.At + bytes.Length > options.MaxBytes)
        {
            throw TooLarge();
        }

        // 256 MB took 1.06 of HttpClient's time so, and 1.28 where each write was a turn of another thread. A thread of
        // the caller's own, such as that of a window, is never kept waiting for a disk.
        if (sender.IsBlocking || Thread.CurrentThread.IsThreadPoolThread)
        {
            RandomAccess.Write(File.Handle, bytes.Span, part.At);
        }
        else
        {
            await RandomAccess.WriteAsync(File.Handle, bytes, part.At, cancellationToken).ConfigureAwait(false);
        }

        part.At += bytes.Length;
        _early?.Add(bytes.Length);
        lock (_gate)
        {
            _meter?.Add(bytes.Length);
        }
    }

    /// <summary>So many bytes of a body came in.</summary>
    internal void Receive(int count) => Interlocked.Add(ref _received, count);

    /// <summary>The file is in its place.</summary>
    internal void End() => _meter?.End();

    /// <summary>The download ends, whole or not.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _meter?.Abandon();
        }

        Opened?.Dispose();
    }

    /// <summary>Whether the file is written as its codings undo to.</summary>
    internal bool IsDecoded(Response response) =>
        (options.Decode || response.IsInMemory) && CodingTable.Names(response.Headers).Count > 0;

    private RemoteFile FileOf(Response response, DownloadAnswer answer)
    {
        if (IsDecoded(response))
        {
            return RemoteFile.Decoded;
        }

        var digests = Digests.Told(response.Headers, hasWhole: !sender.HasOwnRange, hasContent: true);
        var remote = RemoteFile.From(response.Headers, answer.Total, digests);
        return sender.HasOwnRange ? remote with { Validator = null } : remote;
    }

    private void Begin(Response response, RemoteFile remote, IReadOnlyList<Gap>? missing)
    {
        File.Begin(remote, missing); // If that fails, the bytes that are there are still those of the earlier answer.
        (Beginning, Response, Remote) = (response, response, remote);
        RefuseTooLarge(remote.Total ?? 0);
        Follow(0);
    }

    private void Follow(long held)
    {
        _meter?.Abandon();
        _meter = options.Progress is { } told ? new TransferMeter(told, Remote!.Total, sender.Time, held) : null;
    }

    private void RefuseTooLarge(long length)
    {
        if (length > options.MaxBytes)
        {
            throw TooLarge();
        }

        if (length - RandomAccess.GetLength(File.Handle) > File.FreeSpace)
        {
            throw new IOException($"The disk has no room for the {length} bytes of {sender.Request}.");
        }
    }

    private ProtocolException TooLarge() => new(
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The file of {sender.Request} is larger than {options.MaxBytes} bytes (DownloadOptions.MaxBytes)."),
        sender.Request,
        HttpRequestError.ConfigurationLimitExceeded);
}
