using System.Runtime.ExceptionServices;

namespace Peregrine;

/// <summary>
/// Fetches the parts of a file: all at once, or one after another where the caller's thread does all.
/// </summary>
internal sealed class PartsFetch(DownloadSender sender, PartFetch fetch)
{
    /// <summary>Fetches the parts to their ends.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="first">An answer that is there already, for the only part; or nothing.</param>
    internal async ValueTask RunAsync(IReadOnlyList<DownloadPart> parts, DownloadResponse? first)
    {
        if (parts.Count > 1 && !sender.IsBlocking)
        {
            await RunAtOnceAsync(parts).ConfigureAwait(false);
            return;
        }

        foreach (var part in parts)
        {
            await fetch.RunAsync(part, first, sender.CancellationToken).ConfigureAwait(false);
            first = null;
        }
    }

    private async ValueTask RunAtOnceAsync(IReadOnlyList<DownloadPart> parts)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(sender.CancellationToken);
        Exception? first = null;
        try
        {
            await Task.WhenAll(parts.Select(RunOneAsync)).ConfigureAwait(false);
        }
        catch when (first is not null && !sender.CancellationToken.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(first); // The others were only stopped by it.
            throw;
        }
        catch (OperationCanceledException) when (sender.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{sender.Request} was cancelled.", sender.CancellationToken);
        }

        async Task RunOneAsync(DownloadPart part)
        {
            try
            {
                await fetch.RunAsync(part, null, stop.Token).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref first, failure, null);
                await stop.CancelAsync().ConfigureAwait(false); // The other parts are of no use without this one.
                throw;
            }
        }
    }
}
