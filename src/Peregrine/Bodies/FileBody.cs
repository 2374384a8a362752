using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>A file, read as it is sent. The length that it had when it was given is the length that is promised.</summary>
internal sealed class FileBody : Body
{
    private const int ChunkSize = 65_536;
    private readonly string _path;
    private readonly long _length;

    internal FileBody(string path, string? contentType)
        : base(contentType)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        _length = file.Exists ? file.Length : throw new FileNotFoundException($"There is no file '{path}' to send.", path);
        _path = file.FullName;
    }

    public override long? Length => _length;

    public override bool IsReplayable => true;

    internal override async ValueTask WriteAsync(BodySink sink, Call call)
    {
        using var file = System.IO.File.OpenHandle(_path, options: FileOptions.SequentialScan);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            for (long sent = 0; sent < _length;)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(ChunkSize, _length - sent));
                var read = await ReadAsync(file, wanted, sent, call).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new IOException($"The file '{_path}' became shorter while it was sent: {sent} of {_length} bytes.");
                }

                await sink.WriteAsync(wanted[..read]).ConfigureAwait(false);
                sent += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ValueTask<int> ReadAsync(SafeFileHandle file, Memory<byte> buffer, long offset, Call call) => call.IsBlocking
        ? new ValueTask<int>(RandomAccess.Read(file, buffer.Span, offset))
        : RandomAccess.ReadAsync(file, buffer, offset, call.CancellationToken);
}
