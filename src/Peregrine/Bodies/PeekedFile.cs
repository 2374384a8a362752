namespace Peregrine;

/// <summary>
/// A pipe or a device, open, with the first piece of what it gives. Opening and reading one may wait for its writer: a
/// blocking call without a limit waits on its own thread; any other one leaves the waiting to a worker of the
/// framework, and gives up when its caller does or its time is over.
/// </summary>
internal sealed class PeekedFile : IDisposable
{
    private const int ChunkSize = 65_536;
    // Of its own: a read that was given up may still write to it.
    private readonly byte[] _buffer = new byte[ChunkSize];
    private readonly FileStream _file;
    private int _count;

    private PeekedFile(FileStream file) => _file = file;

    /// <summary>Whether it gives nothing.</summary>
    internal bool IsEmpty => _count == 0;

    /// <summary>Opens it and reads the first piece.</summary>
    /// <param name="path">The path.</param>
    /// <param name="request">The request before which it is opened; null when it is being sent, which has limits of its
    /// own.</param>
    /// <param name="call">The call.</param>
    internal static async ValueTask<PeekedFile> OpenAsync(string path, Request? request, CallContext call)
    {
        var peeked = new PeekedFile(
            WaitsHere(request, call) ? Open(path) : await OpenInTimeAsync(path, request, call).ConfigureAwait(false));
        try
        {
            await peeked.ReadAsync(request, call).ConfigureAwait(false);
            return peeked;
        }
        catch
        {
            peeked.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it.</summary>
    internal async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        for (; _count > 0; await ReadAsync(null, call).ConfigureAwait(false))
        {
            await sink.WriteAsync(_buffer.AsMemory(0, _count)).ConfigureAwait(false);
            await sink.FlushAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static bool WaitsHere(Request? request, CallContext call) =>
        call.IsBlocking && (request is null || call.TimeLeft == Timeout.InfiniteTimeSpan);

    private static ValueTask<T> WaitAsync<T>(Task<T> work, Request? request, CallContext call) => request is null
        ? new(work.WaitAsync(call.CancellationToken))
        : TokenWait.ForAsync(work, request, call);

    private static async ValueTask<FileStream> OpenInTimeAsync(string path, Request? request, CallContext call)
    {
        var opening = Task.Run(() => Open(path), CancellationToken.None);
        try
        {
            return await WaitAsync(opening, request, call).ConfigureAwait(false);
        }
        catch
        {
            _ = opening.ContinueWith(
                static late => late.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            throw;
        }
    }

    private async ValueTask ReadAsync(Request? request, CallContext call) => _count = WaitsHere(request, call)
        ? _file.Read(_buffer)
        : await WaitAsync(_file.ReadAsync(_buffer, CancellationToken.None).AsTask(), request, call)
            .ConfigureAwait(false);
}
