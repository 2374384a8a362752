namespace Peregrine;

/// <summary>What a plan says of credentials, as the library takes it.</summary>
internal static class LoginSettings
{
    /// <summary>The credentials that the command line asks for, or null.</summary>
    /// <exception cref="UsageException">They can't be used, or the options contradict each other.</exception>
    /// <exception cref="ArgumentException">The library refuses something.</exception>
    /// <exception cref="IOException">The netrc file can't be read.</exception>
    internal static Auth? Of(Plan plan, Func<string, string?> variable)
    {
        Refuse(
            plan is { TokenUrl: not null } or { Scope: not null } && plan.AuthType != AuthType.OAuth2,
            "--token-url and --scope belong to -A oauth2.");
        Refuse(
            plan is { Login.IsBearer: true, AuthType: not (null or AuthType.Bearer) },
            "a bearer token and another --auth-type exclude each other.");
        if (plan.AuthType == AuthType.Netrc)
        {
            Refuse(plan.Login is not null, "-A netrc takes the credentials from the netrc file, and not from -a.");
            Refuse(plan.IgnoresNetrc, "-A netrc and --ignore-netrc exclude each other.");
            return Auth.Netrc();
        }

        if (KeptOf(plan, variable) is { } kept)
        {
            return kept.Type == AuthType.OAuth2 ? TokensOf(plan, kept) : kept.ToAuth();
        }

        return plan.AuthType is null ? null : throw new UsageException(plan.AuthType switch
        {
            AuthType.Bearer => "-A bearer needs the token: -a TOKEN, or --bearer-env NAME.",
            AuthType.OAuth2 => "-A oauth2 needs the credentials of the client: -a ID:SECRET, or --auth-env NAME.",
            AuthType.Digest => "-A digest needs the credentials: -a USER:PASSWORD, or --auth-env NAME.",
            _ => "-A basic needs the credentials: -a USER:PASSWORD, or --auth-env NAME.",
        });
    }

    /// <summary>The credentials that the command line holds, or null.</summary>
    /// <exception cref="UsageException">They are empty, or not there.</exception>
    internal static Credentials? KeptOf(Plan plan, Func<string, string?> variable) =>
        plan.Login is { } login ? new Credentials(plan.LoginType, login.SecretBy(variable)) : null;

    /// <summary>
    /// What is used where nothing else says who is asking: a user in the URL says so too, with or without a password.
    /// </summary>
    internal static Auth? Default(Plan plan)
    {
        try
        {
            return plan.IgnoresNetrc || HasUser(plan.Address) ? null : Auth.Netrc();
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null; // Most calls have no need of it; -A netrc says what is wrong with it.
        }
    }

    private static bool HasUser(CallAddress address) => address.Url.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate(address.Url, UriKind.Absolute, out var url) && url.UserInfo.Length > 0;

    private static OAuth2Auth TokensOf(Plan plan, Credentials client)
    {
        var (id, secret) = client.Halves();
        return Auth.OAuth2(new ClientCredentialsGrant
        {
            TokenEndpoint = plan.TokenUrl is { } url
                ? AddressSyntax.Parse(url, plan.DefaultScheme).Url
                : throw new UsageException("-A oauth2 needs --token-url: where the token comes from."),
            ClientId = id,
            ClientSecret = secret,
            Scope = plan.Scope,
        });
    }

    private static void Refuse(bool isWrong, string reason)
    {
        if (isWrong)
        {
            throw new UsageException(reason);
        }
    }
}
