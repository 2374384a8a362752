namespace Peregrine;

/// <summary>
/// Keeps one token beyond the life of an object or a program. Safe for use by several callers at once.
/// </summary>
public interface ITokenStore
{
    /// <summary>The token that was saved last, or null.</summary>
    ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Saves a token; null forgets it.</summary>
    ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps every other user of the same store out until the lock is disposed: between them one token is loaded,
    /// renewed and saved. By default nobody is kept out.
    /// </summary>
    ValueTask<IDisposable?> LockAsync(CancellationToken cancellationToken) => default;
}
