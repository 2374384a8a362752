namespace Peregrine;

/// <summary>Many calls, some at a time.</summary>
internal static class SendMany
{
    /// <summary>Takes items one by one while there is room, and gives each outcome as it comes.</summary>
    internal static IAsyncEnumerable<SendOutcome> RunAsync<TItem>(
        HttpSession session, IAsyncEnumerable<TItem> items, Func<TItem, Request> build, int concurrency,
        CancellationToken cancellationToken) =>
        SendLoop<TItem>.RunAsync(session, items, build, concurrency, cancellationToken);

    /// <summary>A sequence that never waits.</summary>
    internal static async IAsyncEnumerable<TItem> Each<TItem>(IEnumerable<TItem> items)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var item in items)
        {
            yield return item;
        }
    }
}
