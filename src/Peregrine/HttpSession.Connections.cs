namespace Peregrine;

/// <content>The connections: to look at, to open ahead, to close.</content>
public sealed partial class HttpSession
{
    private ConnectionPool Pool => _transport.Pool
        ?? throw new InvalidOperationException(
            "The session sends through a Transport of the caller's and has no connections of its own.");

    /// <summary>
    /// Counts the connections and those who wait for one, for this session and all that share its connections.
    /// </summary>
    /// <exception cref="InvalidOperationException">The session sends through a
    /// <see cref="HttpSessionOptions.Transport"/>.</exception>
    public PoolSnapshot GetPoolSnapshot() => Pool.Look();

    /// <summary>
    /// Opens a connection to the origin of the URL ahead of the first call: name, TCP and TLS, within the limits of the
    /// session. It lies idle then, and is closed at <see cref="Limits.IdleExpiry"/> as any other. Where a connection
    /// lies idle already none is made; where <see cref="Limits"/> leave no room, it is waited for. Nothing is sent.
    /// </summary>
    /// <exception cref="ConnectException">No connection came about.</exception>
    /// <exception cref="RequestTimeoutException">A limit was passed.</exception>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="InvalidOperationException">The session sends through a
    /// <see cref="HttpSessionOptions.Transport"/>.</exception>
    public void Warm(Url url, CancellationToken cancellationToken = default) =>
        Blocking.Result(WarmAsync(Build(HttpMethod.Get, url), isBlocking: true, cancellationToken));

    /// <inheritdoc cref="Warm"/>
    public Task WarmAsync(Url url, CancellationToken cancellationToken = default) =>
        WarmAsync(Build(HttpMethod.Get, url), isBlocking: false, cancellationToken).AsTask();

    /// <summary>
    /// Closes the idle connections to the origin of the URL, whatever their trust; those in use are closed when their
    /// request is done. The next call makes a new one: for when a name leads elsewhere now, or a server is to be left
    /// alone.
    /// </summary>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="InvalidOperationException">The session sends through a
    /// <see cref="HttpSessionOptions.Transport"/>.</exception>
    public void CloseConnections(Url url) => Pool.Drop(Build(HttpMethod.Get, url).Target.Origin);

    private async ValueTask<bool> WarmAsync(Request request, bool isBlocking, CancellationToken cancellationToken)
    {
        var call = new Call(request.Settings!, _time, isBlocking, cancellationToken);
        call.Enter(request.Target.Origin, isFirst: true);
        try
        {
            await Pool.WarmAsync(request, call).ConfigureAwait(false);
            return true;
        }
        catch (RequestException failure)
        {
            throw call.CompleteAsLast(failure);
        }
    }
}
