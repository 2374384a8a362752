namespace Peregrine;

/// <summary>Counts what is written to a socket: each write is a call of the system.</summary>
internal sealed class CountedStream(Stream inner, CountedStream.Count count) : ReadWriteStream(inner)
{
    public override int Read(Span<byte> buffer) => Inner.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Inner.ReadAsync(buffer, cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        count.Add(buffer.Length);
        base.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        count.Add(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>The writes of all streams of a session.</summary>
    internal sealed class Count
    {
        private readonly Lock _gate = new();
        private readonly List<int> _sizes = [];

        /// <summary>The sizes of the writes since it was asked last.</summary>
        internal List<int> Take()
        {
            lock (_gate)
            {
                var sizes = _sizes.ToList();
                _sizes.Clear();
                return sizes;
            }
        }

        internal void Add(int size)
        {
            lock (_gate)
            {
                _sizes.Add(size);
            }
        }
    }
}
