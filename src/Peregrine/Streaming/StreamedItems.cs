namespace Peregrine;

/// <summary>
/// The items of a body for an asynchronous loop. Written out, where an iterator of the language would do: an item that
/// is here already costs half as much so (1 million lines: 0.69 of the processor time of <c>StreamReader</c>, and 0.58
/// so, 0.48 on a quiet machine).
/// </summary>
internal sealed class StreamedItems<T>(Func<CancellationToken, BodyItems<T>> open, CancellationToken own)
    : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Loop(open, own, cancellationToken);

    private sealed class Loop(
        Func<CancellationToken, BodyItems<T>> open,
        CancellationToken own,
        CancellationToken other) : IAsyncEnumerator<T>
    {
        private BodyItems<T>? _items;
        private CancellationTokenSource? _both;
        private bool _isOver;

        public T Current => _items is null ? default! : _items.Current;

        // The body is claimed when the loop begins, not before.
        public ValueTask<bool> MoveNextAsync() =>
            _isOver ? new ValueTask<bool>(false) : (_items ??= open(Token())).MoveAsync();

        public ValueTask DisposeAsync()
        {
            _isOver = true;
            _items?.Dispose();
            _both?.Dispose();
            return default;
        }

        private CancellationToken Token()
        {
            if (own.CanBeCanceled && other.CanBeCanceled && own != other)
            {
                _both = CancellationTokenSource.CreateLinkedTokenSource(own, other);
                return _both.Token;
            }

            return own.CanBeCanceled ? own : other;
        }
    }
}
