using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Peregrine;

/// <summary>
/// Keeps a token in an <see cref="IDistributedCache"/>, so that machines and restarts share it. It locks nothing: at
/// the end of a token's life several machines may each ask for a new one, and the last one is kept. The token lies in
/// the cache as plain JSON; who can read the cache can use it.
/// </summary>
/// <remarks>
/// A cache that fails, or answers later than <see cref="Timeout"/>, is as one that is empty: the token is asked for
/// anew, and no call fails because of the cache. The entry ends with its token; one with a refresh token has no end.
/// </remarks>
/// <param name="cache">The cache.</param>
/// <param name="key">The key of the entry; each grant has one of its own.</param>
/// <param name="timeProvider">The clock by which the life of the entry is reckoned; by default the system's.</param>
public sealed class DistributedTokenStore(
    IDistributedCache cache, string key, TimeProvider? timeProvider = null) : ITokenStore
{
    private readonly IDistributedCache _cache = cache ?? throw new ArgumentNullException(nameof(cache));
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly string _key = !string.IsNullOrEmpty(key)
        ? key
        : throw new ArgumentException("The key of an entry can't be empty.", nameof(key));

    /// <summary>How long the cache is waited for. The default is 2 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or longer than a day.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A wait is positive, and a day at most.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>Told when the cache fails, as a warning (event 30). The default is none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The token of the entry; null where there is none that can be read.</summary>
    public async ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken)
    {
        byte[]? entry = null;
        await TryAsync(
            async stop => entry = await _cache.GetAsync(_key, stop).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return entry is null ? null : CachedTokenJson.Read(entry);
    }

    /// <summary>Replaces the entry; null removes it.</summary>
    public async ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken)
    {
        var left = token is { RefreshToken: null, ExpiresAt: { } end } ? end - _time.GetUtcNow() : (TimeSpan?)null;
        if (token is null || left <= TimeSpan.Zero)
        {
            await TryAsync(stop => _cache.RemoveAsync(_key, stop), cancellationToken).ConfigureAwait(false);
            return;
        }

        var life = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = left };
        await TryAsync(
            stop => _cache.SetAsync(_key, CachedTokenJson.Write(token), life, stop), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The key, never the token.</summary>
    public override string ToString() => $"{nameof(DistributedTokenStore)} {_key}";

    // What the caller cancels is cancelled. Any other end of the wait is the cache's, and costs no more than the token.
    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task? work = null;
        try
        {
            work = Task.Run(() => act(stop.Token), CancellationToken.None);
            await work.WaitAsync(Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            _ = work?.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            SessionEvents.TokenCacheFailed(Logger, _key, fault.GetType().Name);
        }
    }
}
