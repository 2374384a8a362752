using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

/// <summary>A socket whose time is over in the moment when more of a body is given to it.</summary>
internal sealed class OverdueWrites(Stream socket, FakeTimeProvider time, TimeSpan passes) : ReadWriteStream(socket)
{
    private bool _isOver;

    public override int Read(Span<byte> buffer) => Inner.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Inner.ReadAsync(buffer, cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isOver && buffer.Length > 1000)
        {
            _isOver = true;
            time.Advance(passes);
        }

        base.Write(buffer);
    }
}
