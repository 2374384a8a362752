using System.Buffers.Binary;

namespace Peregrine;

/// <summary>
/// The other end of an HTTP/2 connection in memory: it says its settings at once, if any, and then nothing; what it
/// is sent is lost.
/// </summary>
internal sealed class SilentPeer(int? mostStreams) : ReadWriteStream(Null)
{
    private byte[] _settings = mostStreams is { } most ? SettingsOf(most) : [];

    public override int Read(Span<byte> buffer) => throw new InvalidOperationException("Nothing blocks here.");

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_settings.Length == 0)
        {
            return new(new TaskCompletionSource<int>().Task);
        }

        var count = _settings.Length;
        _settings.CopyTo(buffer);
        _settings = [];
        return new(count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        default;

    // SETTINGS with SETTINGS_MAX_CONCURRENT_STREAMS (RFC 9113, section 6.5).
    private static byte[] SettingsOf(int mostStreams)
    {
        byte[] frame = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(11), mostStreams);
        return frame;
    }
}
