namespace Peregrine;

/// <summary>Keeps one token beyond the life of an object or a program. Several callers may use it at once.</summary>
public interface ITokenStore
{
    /// <summary>The token that was saved last, or null.</summary>
    ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Saves a token; null removes the saved one.</summary>
    ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps other users of the same store out until the caller disposes the lock: the caller loads, renews and saves
    /// the token under it. The default implementation returns null, and keeps out no other user.
    /// </summary>
    ValueTask<IDisposable?> LockAsync(CancellationToken cancellationToken) => default;
}
