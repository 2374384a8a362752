namespace Peregrine;

/// <summary>
/// A way to get tokens (RFC 6749). Its endpoints are set one by one, or come from <see cref="Discovery"/>. An endpoint
/// is https, or on this machine.
/// </summary>
public abstract class OAuthGrant
{
    private protected OAuthGrant()
    {
    }

    /// <summary>The token endpoint (RFC 6749, section 3.2); null takes it from <see cref="Discovery"/>.</summary>
    public Url? TokenEndpoint { get; init; }

    /// <summary>
    /// The revocation endpoint (RFC 7009); null takes it from <see cref="Discovery"/>, if there is one.
    /// </summary>
    public Url? RevocationEndpoint { get; init; }

    /// <summary>
    /// The issuer, whose metadata names the endpoints that are not set here (RFC 8414, OpenID Connect Discovery). The
    /// metadata must name exactly this issuer.
    /// </summary>
    public Url? Discovery { get; init; }

    /// <summary>The application's identifier at the server (RFC 6749, section 2.2).</summary>
    public string? ClientId { get; init; }

    /// <summary>The application's secret. The default is null: it has none.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>
    /// How the application authenticates. The default is <see cref="ClientAuth.Basic"/> with a secret,
    /// <see cref="ClientAuth.None"/> without.
    /// </summary>
    public ClientAuth? ClientAuth { get; init; }

    /// <summary>
    /// The scope to ask for: words with spaces between them (RFC 6749, section 3.3). The default is null: the server
    /// chooses.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>The services that the token is for (RFC 8707): absolute URIs.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>More parameters for every token request, such as <c>audience</c>.</summary>
    public FormValues Parameters { get; init; } = [];

    /// <summary>
    /// Keeps the token beyond the life of this object. The default is null: the token is kept in memory only.
    /// </summary>
    public ITokenStore? Store { get; init; }

    /// <summary>
    /// How long before it expires a token is renewed. The default is 30 s. A token that lives for less than twice this
    /// is renewed at half its life.
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
    /// Whether endpoints may be http on other machines: secrets and tokens then travel unencrypted. The default is
    /// false.
    /// </summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>
    /// Changes a token request before it is sent, for a server that departs from the standard. Its exceptions reach the
    /// caller.
    /// </summary>
    public Func<Request, Request>? BeforeTokenRequest { get; init; }

    /// <summary>
    /// Reads a token response of a server that departs from the standard. When it returns null, the response is read as
    /// the standard says. Its exceptions reach the caller.
    /// </summary>
    public Func<Response, OAuthToken?>? AfterTokenResponse { get; init; }

    /// <summary>The name of the grant, never its secrets.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Whether a user has to agree: then the request ends when no call waits for it any more.</summary>
    internal virtual bool IsInteractive => false;

    /// <summary>
    /// Whether a refresh token of the answer is used (RFC 6749, section 4.4.3: not with client credentials).
    /// </summary>
    internal virtual bool Refreshes => true;

    internal ClientAuth Client => ClientAuth ?? (ClientSecret is null ? ClientAuth.None : ClientAuth.Basic);

    /// <summary>Asks for a first token, without a refresh token.</summary>
    internal abstract ValueTask<OAuthToken> ObtainAsync(TokenClient client);

    /// <summary>Refuses a grant that can't work, when the credentials are made.</summary>
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
        else if (!OAuthEndpoints.IsAllowed(TargetOf(endpoint, name), AllowInsecureHttp))
        {
            throw new ArgumentException(
                $"{name} is {Redaction.Address(endpoint.Text)}: secrets and tokens go over https only, except on this "
                + "machine (RFC 6749, section 3.2). AllowInsecureHttp allows it.",
                name);
        }
    }

    private static RequestTarget TargetOf(Url endpoint, string name)
    {
        try
        {
            return RequestTarget.Parse(endpoint.Text);
        }
        catch (InvalidUrlException wrong)
        {
            throw new InvalidUrlException($"{name} has to be a whole URL. {wrong.Message}", wrong);
        }
    }
}
