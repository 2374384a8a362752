using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Peregrine;

/// <summary>Many calls, some at a time.</summary>
internal static class SendMany
{
    /// <summary>Takes items one by one while there is room, and gives each outcome as it comes.</summary>
    internal static async IAsyncEnumerable<SendOutcome> RunAsync<TItem>(
        HttpSession session, IAsyncEnumerable<TItem> items, Func<TItem, Request> build, int concurrency,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Leaving the loop early cancels what is under way, the source included.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var done = Channel.CreateUnbounded<SendOutcome>();
        var started = new List<Task>();
        var source = items.GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null; // Asked of the source, and not yet answered.
        ExceptionDispatchInfo? broken = null; // What the source threw: what is under way comes first.
        var (pending, index, hasEnded) = (0, 0, false); // Pending: started, and not yet given.
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!hasEnded && pending < concurrency)
                {
                    next ??= MoveAsync(source);
                    if (pending > 0 && !next.IsCompleted)
                    {
                        var outcomeIsThere = done.Reader.WaitToReadAsync(cancellationToken).AsTask();
                        await Task.WhenAny(next, outcomeIsThere).ConfigureAwait(false);
                    }

                    if (pending == 0 || next.IsCompleted)
                    {
                        (hasEnded, broken) = await HasEndedAsync(next).ConfigureAwait(false);
                        next = null;
                        if (!hasEnded)
                        {
                            pending++;
                            started.RemoveAll(task => task.IsCompleted);
                            started.Add(SendAsync(session, index++, source.Current, build, done.Writer, stop.Token));
                        }

                        continue;
                    }
                }

                if (pending == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    broken?.Throw();
                    yield break;
                }

                var outcome = await done.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                pending--;
                yield return outcome;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task?)next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A sequence that never waits.</summary>
    internal static async IAsyncEnumerable<TItem> Each<TItem>(IEnumerable<TItem> items)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var item in items)
        {
            yield return item;
        }
    }

    private static async Task<bool> MoveAsync<TItem>(IAsyncEnumerator<TItem> source) =>
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

    private static async Task SendAsync<TItem>(
        HttpSession session, int index, TItem item, Func<TItem, Request> build, ChannelWriter<SendOutcome> done,
        CancellationToken cancellationToken)
    {
        Request? request = null;
        SendOutcome outcome;
        try
        {
            request = build(item)
                ?? throw new InvalidOperationException("There is no request: what was to build it gave null.");
            var response = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
            outcome = new SendOutcome(index, request, response, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever one item fails with is its outcome, and the others go on.
            outcome = new SendOutcome(index, request, null, failure);
        }

        done.TryWrite(outcome);
    }
}
