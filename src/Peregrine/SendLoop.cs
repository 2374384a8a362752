using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Peregrine;

/// <summary>
/// The loop behind <see cref="SendMany"/>: what is under way, and what the source of the items has said.
/// </summary>
/// <param name="session">What sends.</param>
/// <param name="source">The items.</param>
/// <param name="build">Makes the request of an item.</param>
/// <param name="concurrency">How many are under way at most.</param>
/// <param name="stop">Ends what is under way.</param>
internal sealed class SendLoop<TItem>(
    HttpSession session, IAsyncEnumerator<TItem> source, Func<TItem, Request> build, int concurrency,
    CancellationTokenSource stop)
{
    private readonly Channel<SendOutcome> _done = Channel.CreateUnbounded<SendOutcome>();
    private readonly List<Task> _started = [];
    private Task<bool>? _next; // Asked of the source, and not yet answered.
    private ExceptionDispatchInfo? _broken; // What the source threw: what is under way comes first.
    private bool _hasEnded;
    private int _pending; // Started, and not yet given.
    private int _index;

    internal static async IAsyncEnumerable<SendOutcome> RunAsync(
        HttpSession session, IAsyncEnumerable<TItem> items, Func<TItem, Request> build, int concurrency,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Leaving the loop early cancels what is under way, the source included.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var source = items.GetAsyncEnumerator(stop.Token);
        var loop = new SendLoop<TItem>(session, source, build, concurrency, stop);
        try
        {
            while (true)
            {
                await loop.StartAsync(cancellationToken).ConfigureAwait(false);
                if (loop._pending == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    loop._broken?.Throw();
                    yield break;
                }

                var outcome = await loop._done.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                loop._pending--;
                yield return outcome;
            }
        }
        finally
        {
            await loop.EndAsync().ConfigureAwait(false);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Starts calls while there is room, until an outcome comes before the next item.
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!_hasEnded && _pending < concurrency)
        {
            _next ??= MoveAsync(source);
            if (_pending > 0 && !_next.IsCompleted)
            {
                var outcomeIsThere = _done.Reader.WaitToReadAsync(cancellationToken).AsTask();
                await Task.WhenAny(_next, outcomeIsThere).ConfigureAwait(false);
            }

            if (_pending > 0 && !_next.IsCompleted)
            {
                return;
            }

            (_hasEnded, _broken) = await HasEndedAsync(_next).ConfigureAwait(false);
            _next = null;
            if (!_hasEnded)
            {
                _pending++;
                _started.RemoveAll(task => task.IsCompleted);
                _started.Add(SendAsync(_index++, source.Current));
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task EndAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task?)_next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<TItem> source) =>
        await source.MoveNextAsync().ConfigureAwait(false);

    private static async Task<(bool HasEnded, ExceptionDispatchInfo? Broken)> HasEndedAsync(Task<bool> next)
    {
        try
        {
            return (!await next.ConfigureAwait(false), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return (true, ExceptionDispatchInfo.Capture(failure));
        }
    }

    private async Task SendAsync(int index, TItem item)
    {
        Request? request = null;
        SendOutcome outcome;
        try
        {
            request = build(item)
                ?? throw new InvalidOperationException("There is no request: what was to build it gave null.");
            var response = await session.SendAsync(request, stop.Token).ConfigureAwait(false);
            outcome = new SendOutcome(index, request, response, null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever one item fails with is its outcome, and the others go on.
            outcome = new SendOutcome(index, request, null, failure);
        }

        _done.Writer.TryWrite(outcome);
    }
}
