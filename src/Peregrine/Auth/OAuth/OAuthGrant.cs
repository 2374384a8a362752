namespace Peregrine;

/// <summary>
/// A way to get tokens (RFC 6749). It takes its endpoints from <see cref="Discovery"/> or one by one. An endpoint is
/// https, or on this machine.
/// </summary>
public abstract class OAuthGrant
{
    private protected OAuthGrant()
    {
    }

    /// <summary>Where tokens come from.</summary>
    public Url? TokenEndpoint { get; init; }

    /// <summary>Where tokens are revoked (RFC 7009), or null.</summary>
    public Url? RevocationEndpoint { get; init; }

    /// <summary>
    /// The issuer, whose metadata names the endpoints that are not given (RFC 8414, OpenID Connect Discovery). The
    /// metadata must name this very issuer.
    /// </summary>
    public Url? Discovery { get; init; }

    /// <summary>Who asks: the application, as the server knows it.</summary>
    public string? ClientId { get; init; }

    /// <summary>The application's secret, or null when it has none.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>
    /// How the application proves who it is. The default is <see cref="ClientAuth.Basic"/> with a secret,
    /// <see cref="ClientAuth.None"/> without.
    /// </summary>
    public ClientAuth? ClientAuth { get; init; }

    /// <summary>What the token is to be good for: words with a space between, or null.</summary>
    public string? Scope { get; init; }

    /// <summary>The services that the token is for (RFC 8707): absolute URIs.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>More parameters for every token request, such as <c>audience</c>.</summary>
    public FormValues Parameters { get; init; } = [];

    /// <summary>Where tokens are kept beyond this object's life, or null.</summary>
    public ITokenStore? Store { get; init; }

    /// <summary>
    /// How long before its end a token is renewed. The default is 30 s; for a token that lives shorter than a minute,
    /// half its life.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan Leeway
    {
        get;
        init => field = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A leeway can't be negative.");
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Allows endpoints over http that are not on this machine: secrets and tokens then travel in the clear. The
    /// default is false.
    /// </summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>
    /// Changes a token request before it is sent, for a server that bends the rules. What it throws reaches the caller.
    /// </summary>
    public Func<Request, Request>? BeforeTokenRequest { get; init; }

    /// <summary>
    /// Reads a token response for a server that bends the rules; null leaves it to the standard. What it throws reaches
    /// the caller.
    /// </summary>
    public Func<Response, OAuthToken?>? AfterTokenResponse { get; init; }

    /// <summary>The name of the grant, never what it holds.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Whether somebody has to be asked: then nobody's patience is endless.</summary>
    internal virtual bool IsInteractive => false;

    /// <summary>
    /// Whether a refresh token that comes along is used (RFC 6749, section 4.4.3: not with client credentials).
    /// </summary>
    internal virtual bool Refreshes => true;

    internal ClientAuth Client => ClientAuth ?? (ClientSecret is null ? ClientAuth.None : ClientAuth.Basic);

    /// <summary>Asks for a token, from the beginning.</summary>
    internal abstract ValueTask<OAuthToken> ObtainAsync(TokenClient client);

    /// <summary>Refuses what can't work, at the moment it is given.</summary>
    /// <exception cref="ArgumentException">The client or an endpoint is missing or can't be used.</exception>
    internal virtual void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        Check(TokenEndpoint, nameof(TokenEndpoint), isNeeded: true);
        Check(RevocationEndpoint, nameof(RevocationEndpoint), isNeeded: false);
        Check(Discovery, nameof(Discovery), isNeeded: false);
    }

    private protected void Check(Url? endpoint, string name, bool isNeeded)
    {
        if (endpoint is null)
        {
            if (isNeeded && Discovery is null)
            {
                throw new ArgumentException($"{name} or Discovery is needed.", name);
            }
        }
        else if (!OAuthEndpoints.IsAllowed(RequestTarget.Parse(endpoint.Text), AllowInsecureHttp))
        {
            throw new ArgumentException(
                $"{name} is {Redaction.Address(endpoint.Text)}: secrets and tokens go over https only, but for this "
                + "machine (RFC 6749, section 3.2). AllowInsecureHttp allows it.",
                name);
        }
    }
}
