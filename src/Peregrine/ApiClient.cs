namespace Peregrine;

/// <summary>The base of a client class for one API: it owns a session and closes it.</summary>
/// <example><code>
/// public sealed class ShopClient(string apiKey)
///     : ApiClient("https://api.example.com", new() { Auth = Auth.Bearer(apiKey) })
/// {
///     public Task&lt;User[]&gt; UsersAsync(int page) =>
///         Session.GetAsync&lt;User[]&gt;("/users", new() { Query = { ["page"] = page } });
/// }
/// </code></example>
public abstract class ApiClient : IDisposable, IAsyncDisposable
{
    private readonly bool _ownsSession;

    /// <summary>Makes a client with a session of its own.</summary>
    /// <param name="baseUrl">The prefix of all its URLs.</param>
    /// <param name="options">What else the session sets. The object is not changed.</param>
    /// <exception cref="ArgumentException">The options name a base URL too.</exception>
    protected ApiClient(Url baseUrl, HttpSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        Session = new HttpSession((options ?? new HttpSessionOptions()).WithBaseUrl(baseUrl));
        _ownsSession = true;
    }

    /// <summary>Makes a client over a session that it does not own: disposing the client leaves it open.</summary>
    protected ApiClient(HttpSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Session = session;
    }

    /// <summary>The session of all its calls.</summary>
    protected HttpSession Session { get; }

    /// <summary>Closes the session, when it is the client's own.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the session, when it is the client's own.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Closes the session, when it is the client's own; a derived class may close more.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsSession)
        {
            Session.Dispose();
        }
    }
}
