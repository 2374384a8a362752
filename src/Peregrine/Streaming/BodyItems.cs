using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// Cuts a body into items as it comes in: the one implementation of every reader, blocking and asynchronous.
/// </summary>
internal abstract class BodyItems<T> : IDisposable
{
    private bool _isEnd;

    /// <summary>The item that was reached.</summary>
    internal T Current { get; private protected set; } = default!;

    /// <summary>Goes to the next item. When it is here already, nothing is awaited.</summary>
    internal ValueTask<bool> MoveAsync() => TryTake() ? new ValueTask<bool>(true) : FillAndTakeAsync();

    public abstract void Dispose();

    /// <summary>Takes the next item of what has come in, if it is whole.</summary>
    private protected abstract bool TryTake();

    /// <summary>Takes what the end of the body leaves over, if it is an item.</summary>
    private protected virtual bool TryTakeLast() => false;

    /// <summary>Takes in more; false at the end of the body.</summary>
    private protected abstract ValueTask<bool> FillAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAndTakeAsync()
    {
        while (!_isEnd)
        {
            _isEnd = !await FillAsync().ConfigureAwait(false);
            if (TryTake())
            {
                return true;
            }
        }

        return TryTakeLast();
    }
}
