using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Peregrine;

/// <summary>Many calls, some at a time.</summary>
internal static class SendMany
{
    internal static async IAsyncEnumerable<SendOutcome> RunAsync(
        HttpSession session, IEnumerable<Request> requests, int concurrency, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Leaving the loop early cancels what is under way.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var source = requests.Select((request, index) => (Index: index, Request: request)).GetEnumerator();
        var done = Channel.CreateUnbounded<SendOutcome>();
        var started = new List<Task>();
        var pending = 0; // Started, and not yet given.
        try
        {
            while (true)
            {
                for (; pending < concurrency && source.MoveNext(); pending++)
                {
                    started.RemoveAll(task => task.IsCompleted);
                    started.Add(SendAsync(session, source.Current.Index, source.Current.Request, done.Writer, stop.Token));
                }

                if (pending == 0)
                {
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
        }
    }

    private static async Task SendAsync(HttpSession session, int index, Request request, ChannelWriter<SendOutcome> done, CancellationToken cancellationToken)
    {
        SendOutcome outcome;
        try
        {
            outcome = new SendOutcome(index, request, await session.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever one request fails with, a body of the caller's included, is its outcome: the others go on.
            outcome = new SendOutcome(index, request, null, failure);
        }

        done.TryWrite(outcome);
    }
}
