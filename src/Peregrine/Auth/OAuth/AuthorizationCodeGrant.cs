namespace Peregrine;

/// <summary>
/// The user agrees in a browser (RFC 6749, section 4.1), always with PKCE (RFC 7636). By default the server sends the
/// browser back to a listener on this machine (RFC 8252, section 7.3); <see cref="WaitForRedirect"/> is for programs
/// that receive the redirect in another way. The call that needs the token waits for the user.
/// </summary>
public sealed class AuthorizationCodeGrant : OAuthGrant
{
    /// <summary>
    /// The address that the user's browser is sent to; null takes it from <see cref="OAuthGrant.Discovery"/>.
    /// </summary>
    public Url? AuthorizationEndpoint { get; init; }

    /// <summary>
    /// Shows the address to the user: starts a browser, or prints the address. It should return at once.
    /// </summary>
    public Action<Uri>? OpenBrowser { get; init; }

    /// <summary>
    /// The address that the server sends the browser back to. The default is <c>http://127.0.0.1/</c> with a free port;
    /// <c>localhost</c> and <c>[::1]</c>, a port and a path may be given instead. Anything else needs
    /// <see cref="WaitForRedirect"/>.
    /// </summary>
    public Url? RedirectUri { get; init; }

    /// <summary>
    /// Takes the place of browser and listener: it gets the address for the user, and returns the address that the
    /// server redirected the user to. The default is null: browser and listener are used.
    /// </summary>
    public Func<Uri, CancellationToken, Task<Uri>>? WaitForRedirect { get; init; }

    /// <summary>
    /// How the code is bound to this program. The default is <see cref="PkceMethod.S256"/>; PKCE can't be turned off.
    /// </summary>
    public PkceMethod Pkce { get; init; }

    /// <summary>More parameters for the authorization address, such as <c>prompt</c> or <c>login_hint</c>.</summary>
    public QueryValues AuthorizationParameters { get; init; } = [];

    /// <summary>How long the user may take. The default is 5 minutes.</summary>
    public TimeSpan UserTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The page that the browser shows at the end, as plain text.</summary>
    public string RedirectPage { get; init; } = "You are signed in. This window can be closed.";

    internal override bool IsInteractive => true;

    /// <summary>Fills the random bytes of state and verifier; a test sets its own.</summary>
    internal Action<Span<byte>>? Random { get; init; }

    internal override async ValueTask<OAuthToken> ObtainAsync(TokenClient client)
    {
        RefuseDowngrade(client);
        var verifier = Peregrine.Pkce.NewVerifier(Random);
        var state = RandomText.OfBytes(32, Random);
        using var listener = WaitForRedirect is null
            ? new RedirectListener(RedirectUri?.Text, RedirectPage, state)
            : null;
        var redirectUri = listener?.Address ?? RedirectUri!.Text;
        var address = AuthorizationRequest.Create(
            client.Endpoints.Authorization?.Uri ?? throw new AuthException(
                $"{client.Asked}: the server's metadata names no authorization endpoint.", client.Asked),
            Asked(redirectUri, state, verifier));
        var query = await client.Settle(AskUserAsync(address, listener, client)).ConfigureAwait(false);
        var code = AuthorizationResponse.Code(
            query, state, client.Endpoints.Issuer, client.Endpoints.NamesIssuer, client.Asked);
        return await client.AskAsync(
        [
            new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri),
            new("code_verifier", verifier), .. TokenRequest.Wanted(this).Where(pair => pair.Key != "scope"),
        ]).ConfigureAwait(false);
    }

    internal override void Check()
    {
        base.Check();
        Check(AuthorizationEndpoint, nameof(AuthorizationEndpoint), isNeeded: true);
        if (WaitForRedirect is null)
        {
            ArgumentNullException.ThrowIfNull(OpenBrowser);
            RedirectListener.Check(RedirectUri?.Text);
        }
        else if (RedirectUri is null)
        {
            throw new ArgumentException("WaitForRedirect needs the RedirectUri that it waits at.", nameof(RedirectUri));
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Asked(string redirectUri, string state, string verifier) =>
    [
        new("response_type", "code"),
        new("client_id", ClientId!),
        new("redirect_uri", redirectUri),
        .. TokenRequest.Wanted(this),
        new("state", state),
        new("code_challenge", Peregrine.Pkce.Challenge(Pkce, verifier)),
        new("code_challenge_method", Peregrine.Pkce.NameOf(Pkce)),
        .. from parameter in AuthorizationParameters
        from value in ValueText.Each(parameter.Key, parameter.Value)
        select KeyValuePair.Create(parameter.Key, value),
    ];

    // A server that lists its methods without this one would ignore the challenge (RFC 9700, section 4.8.2).
    private void RefuseDowngrade(TokenClient client)
    {
        if (client.Endpoints.PkceMethods is { } known && !known.Contains(Peregrine.Pkce.NameOf(Pkce)))
        {
            throw new AuthException(
                $"{client.Asked}: the server does not know PKCE with {Peregrine.Pkce.NameOf(Pkce)}, without which the "
                + "code could be stolen.",
                client.Asked);
        }
    }

    private async ValueTask<string> AskUserAsync(Uri address, RedirectListener? listener, TokenClient client)
    {
        using var limit = new CancellationTokenSource(UserTimeout, client.Call.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, client.CancellationToken);
        try
        {
            if (listener is null)
            {
                var back = await WaitForRedirect!(address, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
                return back.Query.TrimStart('?');
            }

            OpenBrowser!(address);
            return await listener.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new AuthException(
                $"{client.Asked}: the user did not come back within {PhaseText.Seconds(UserTimeout)}.", client.Asked);
        }
    }
}
