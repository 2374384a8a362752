namespace Peregrine;

/// <summary>A body that never comes.</summary>
internal sealed class StalledStream : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}
