namespace Peregrine;

/// <summary>
/// A pipe or a device, open, with the first piece of what it gives. Opening and reading one may wait for whoever writes to it: a blocking call waits on
/// its own thread, any other one leaves the waiting to a worker of the framework and gives up when its caller does.
/// </summary>
internal sealed class PeekedFile : IDisposable
{
    private const int ChunkSize = 65_536;
    private readonly byte[] _buffer = new byte[ChunkSize]; // Of its own: a read that was given up may still write to it.
    private readonly FileStream _file;
    private int _count;

    private PeekedFile(FileStream file) => _file = file;

    /// <summary>Whether it gives nothing.</summary>
    internal bool IsEmpty => _count == 0;

    internal static async ValueTask<PeekedFile> OpenAsync(string path, Call call)
    {
        var peeked = new PeekedFile(call.IsBlocking ? Open(path) : await OpenInTimeAsync(path, call.CancellationToken).ConfigureAwait(false));
        try
        {
            await peeked.ReadAsync(call).ConfigureAwait(false);
            return peeked;
        }
        catch
        {
            peeked.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it.</summary>
    internal async ValueTask WriteAsync(BodySink sink, Call call)
    {
        for (; _count > 0; await ReadAsync(call).ConfigureAwait(false))
        {
            await sink.WriteAsync(_buffer.AsMemory(0, _count)).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static async Task<FileStream> OpenInTimeAsync(string path, CancellationToken cancellationToken)
    {
        var opening = Task.Run(() => Open(path), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private async ValueTask ReadAsync(Call call) => _count = call.IsBlocking
        ? _file.Read(_buffer)
        : await _file.ReadAsync(_buffer, CancellationToken.None).AsTask().WaitAsync(call.CancellationToken).ConfigureAwait(false);
}
