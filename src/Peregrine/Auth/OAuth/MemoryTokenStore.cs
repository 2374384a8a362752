namespace Peregrine;

/// <summary>Keeps a token in memory, for several credentials that share it.</summary>
public sealed class MemoryTokenStore : ITokenStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private OAuthToken? _token;

    /// <inheritdoc/>
    public ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken) => new(Volatile.Read(ref _token));

    /// <inheritdoc/>
    public ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _token, token);
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<IDisposable?> LockAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new DisposableAction(() => _gate.Release());
    }

    /// <summary>Frees the lock's resources; the store must not be used afterwards.</summary>
    public void Dispose() => _gate.Dispose();

    /// <summary>The name of the type, never the token.</summary>
    public override string ToString() => nameof(MemoryTokenStore);
}
