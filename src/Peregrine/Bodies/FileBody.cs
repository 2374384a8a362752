using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>
/// A file, read as it is sent. Its length is taken anew each time. What can't be read twice, a pipe or a device, is
/// opened once. As a body of its own it is opened before a connection is taken, and the beginning of it is kept: that
/// tells whether it is empty, and it is not lost when no connection comes about. As a part of a form it is opened when
/// its turn comes, while a connection is held.
/// </summary>
internal sealed class FileBody : Body
{
    private const int ChunkSize = 65_536;
    private const int LargestCopy = 16 * 1024;
    private readonly string _path;
    private PeekedFile? _peeked;
    private bool _isSent;

    internal FileBody(string path, string? contentType)
        : base(contentType)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = System.IO.Path.GetFullPath(path);
        _ = FindFile(path);
    }

    /// <summary>The whole path.</summary>
    internal string Path => _path;

    public override long? Length =>
        FileFacts.Read(_path) is { IsRegular: true, Length: > 0 } facts ? facts.Length : null;

    public override bool IsReplayable => FileFacts.Read(_path).IsRegular;

    internal override bool HasBegun => _isSent;

    internal override async ValueTask PrepareAsync(Request request, CallContext call)
    {
        if (!FindFile(_path).IsRegular && !_isSent)
        {
            _peeked ??= await PeekedFile.OpenAsync(_path, request, call).ConfigureAwait(false);
        }
    }

    internal override Body Measured()
    {
        var facts = FindFile(_path);
        if (!facts.IsRegular)
        {
            return new MeasuredFileBody(this, _peeked is { IsEmpty: true } ? 0 : null);
        }

        return facts.Length > ChunkSize ? new MeasuredFileBody(this, facts.Length) : Previewed((int)facts.Length);
    }

    internal override ValueTask WriteAsync(BodySink sink, CallContext call) => WriteAsync(sink, call, promised: null);

    /// <summary>Writes the whole file.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="call">The call.</param>
    /// <param name="promised">The length that the server was told; null when it was told none.</param>
    /// <exception cref="IOException">The file has not as many bytes as were promised.</exception>
    internal ValueTask WriteAsync(BodySink sink, CallContext call, long? promised) =>
        FindFile(_path).IsRegular ? WriteFileAsync(sink, call, promised) : WriteOnceAsync(sink, call);

    private async ValueTask WriteOnceAsync(BodySink sink, CallContext call)
    {
        OneShot.Claim(ref _isSent);
        using var file = _peeked ?? await PeekedFile.OpenAsync(_path, null, call).ConfigureAwait(false);
        _peeked = null;
        await file.WriteAsync(sink, call).ConfigureAwait(false);
    }

    private async ValueTask WriteFileAsync(BodySink sink, CallContext call, long? promised)
    {
        using var file = System.IO.File.OpenHandle(_path, options: FileOptions.SequentialScan);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize + 1);
        for (var (sent, read) = (0L, 1); read > 0; sent += read)
        {
            // Of the last piece one byte more is asked for: a file that became longer is found before the server has
            // all that it was promised.
            var left = promised - sent ?? long.MaxValue;
            var wanted = left <= ChunkSize ? (int)left + 1 : ChunkSize;
            read = await ReadAsync(file, buffer.AsMemory(0, wanted), sent, call).ConfigureAwait(false);
            if (read > left || (read == 0 && sent < promised))
            {
                throw new IOException(read > left
                    ? $"The file '{_path}' became longer while it was sent: more than the {promised} bytes that "
                        + "were promised."
                    : $"The file '{_path}' became shorter while it was sent: {sent} of {promised} bytes.");
            }

            if (read > 0)
            {
                await sink.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer); // Not after a failure: what it was written to may still read it.
    }

    // Some systems say more, or nothing, of files that they make as they are read (/proc, /sys): a small file is read
    // to see. What was read of a very small one is what is sent, so that it is opened once and leaves with the head.
    private Body Previewed(int length)
    {
        using var file = System.IO.File.OpenHandle(_path);
        var buffer = ArrayPool<byte>.Shared.Rent(length + 1);
        try
        {
            // One byte more is asked for, which tells a file that has grown. It ends where the system said, or earlier.
            var (count, read) = (0, 1);
            while (read > 0 && (count < length || count == 0))
            {
                read = RandomAccess.Read(file, buffer.AsSpan(count, length + 1 - count), count);
                count += read;
            }

            var hasGrown = count > length;
            return hasGrown || count > LargestCopy
                ? new MeasuredFileBody(this, !hasGrown ? count : length > 0 ? length : null)
                : new BytesBody(buffer.AsSpan(0, count).ToArray(), ContentType);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileFacts FindFile(string path) => FileFacts.Read(path) is { Exists: true } facts
        ? facts
        : throw new FileNotFoundException($"There is no file '{path}' to send.", path);

    private static ValueTask<int> ReadAsync(SafeFileHandle file, Memory<byte> buffer, long offset, CallContext call) =>
        call.IsBlocking
            ? new ValueTask<int>(RandomAccess.Read(file, buffer.Span, offset))
            : RandomAccess.ReadAsync(file, buffer, offset, call.CancellationToken);
}
