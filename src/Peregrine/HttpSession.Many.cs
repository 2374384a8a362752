namespace Peregrine;

/// <content>Many calls, some at a time.</content>
public sealed partial class HttpSession
{
    /// <summary>
    /// Sends many requests, some at a time, and gives each outcome as it comes. A failure is an outcome, not an
    /// exception.
    /// </summary>
    /// <remarks>
    /// What the sequence itself throws ends it: the outcomes of what is under way are given first, then it is thrown.
    /// Leaving the loop early cancels what is under way.
    /// </remarks>
    /// <param name="requests">The requests; they are taken one by one, when there is room for the next.</param>
    /// <param name="concurrency">How many are under way at once. The default is 16.</param>
    /// <param name="cancellationToken">Ends everything: what is under way is cancelled.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="concurrency"/> is less than 1.</exception>
    public IAsyncEnumerable<SendOutcome> SendManyAsync(
        IEnumerable<Request> requests, int concurrency = 16, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return ManyAsync(SendMany.Each(requests), static request => request, concurrency, cancellationToken);
    }

    /// <inheritdoc cref="SendManyAsync(IEnumerable{Request}, int, CancellationToken)"/>
    /// <remarks>
    /// What the sequence itself throws ends it: the outcomes of what is under way are given first, then it is thrown.
    /// Leaving the loop early cancels what is under way, and the token that the sequence was given; one that pays no
    /// heed to it is waited for.
    /// </remarks>
    public IAsyncEnumerable<SendOutcome> SendManyAsync(
        IAsyncEnumerable<Request> requests, int concurrency = 16, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return ManyAsync(requests, static request => request, concurrency, cancellationToken);
    }

    /// <summary>
    /// Builds a request of each item and sends it, some at a time, and gives each outcome as it comes. What can't be
    /// built is an outcome too: its <see cref="SendOutcome.Request"/> is null, its <see cref="SendOutcome.Failure"/>
    /// says why.
    /// </summary>
    /// <remarks>
    /// What the sequence itself throws ends it: the outcomes of what is under way are given first, then it is thrown.
    /// Leaving the loop early cancels what is under way.
    /// </remarks>
    /// <param name="items">What requests are made of: addresses, rows. They are taken one by one, when there is
    /// room.</param>
    /// <param name="build">Makes the request of an item, as <c>url => session.Build(HttpMethod.Get, url)</c>.</param>
    /// <param name="concurrency">How many are under way at once. The default is 16.</param>
    /// <param name="cancellationToken">Ends everything: what is under way is cancelled.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="concurrency"/> is less than 1.</exception>
    public IAsyncEnumerable<SendOutcome> SendManyAsync<TItem>(
        IEnumerable<TItem> items, Func<TItem, Request> build, int concurrency = 16,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(build);
        return ManyAsync(SendMany.Each(items), build, concurrency, cancellationToken);
    }

    /// <inheritdoc cref="SendManyAsync{TItem}(IEnumerable{TItem}, Func{TItem, Request}, int, CancellationToken)"/>
    /// <remarks>
    /// What the sequence itself throws ends it: the outcomes of what is under way are given first, then it is thrown.
    /// Leaving the loop early cancels what is under way, and the token that the sequence was given; one that pays no
    /// heed to it is waited for.
    /// </remarks>
    public IAsyncEnumerable<SendOutcome> SendManyAsync<TItem>(
        IAsyncEnumerable<TItem> items, Func<TItem, Request> build, int concurrency = 16,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(build);
        return ManyAsync(items, build, concurrency, cancellationToken);
    }

    private IAsyncEnumerable<SendOutcome> ManyAsync<TItem>(
        IAsyncEnumerable<TItem> items, Func<TItem, Request> build, int concurrency,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return SendMany.RunAsync(this, items, build, concurrency, cancellationToken);
    }
}
