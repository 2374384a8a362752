namespace Peregrine;

/// <summary>
/// A connection in memory: it gives its bytes in small pieces once a request was written, and then ends. Over HTTP/2
/// the server's settings come first, and the rest when a head was written.
/// </summary>
internal sealed class FuzzWire(byte[] answer, bool isHttp2, int piece) : ReadOnlyStream
{
    private static readonly byte[] Settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _written = [];
    private int _settingsLeft = isHttp2 ? Settings.Length : 0;
    private int _at;

    public override bool CanWrite => true;

    public override int Read(Span<byte> buffer)
    {
        if (_settingsLeft == 0)
        {
            _asked.Task.GetAwaiter().GetResult();
        }

        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_settingsLeft == 0)
        {
            await _asked.Task.WaitAsync(cancellationToken);
        }

        return Take(buffer.Span);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!isHttp2 || HasHead(buffer))
        {
            _asked.TrySetResult();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        _asked.TrySetResult();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        var source = _settingsLeft > 0 ? Settings.AsSpan(Settings.Length - _settingsLeft) : answer.AsSpan(_at);
        var count = Math.Min(Math.Min(source.Length, buffer.Length), piece);
        source[..count].CopyTo(buffer);
        (_settingsLeft, _at) = _settingsLeft > 0 ? (_settingsLeft - count, 0) : (0, _at + count);
        return count;
    }

    // Whether a frame of type HEADERS was written, behind the preface of 24 bytes.
    private bool HasHead(ReadOnlySpan<byte> bytes)
    {
        lock (_written)
        {
            _written.AddRange(bytes);
            for (var at = 24;
                at + 9 <= _written.Count;
                at += 9 + ((_written[at] << 16) | (_written[at + 1] << 8) | _written[at + 2]))
            {
                if (_written[at + 3] == 1)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
