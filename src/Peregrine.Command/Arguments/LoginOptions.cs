namespace Peregrine;

/// <summary>Options that prove who is asking.</summary>
internal static class LoginOptions
{
    internal static OptionTopic Topic { get; } = new("LOGIN",
    [
        new("auth", 'a', "USER[:PASSWORD]",
            "credentials, for all to see in the list of processes; without a password, it is asked for",
            (plan, text) => plan with { Login = new Login(text, IsBearer: false, IsInVariable: false) }),
        new("auth-type", 'A', "TYPE",
            "how: basic (the default), digest, bearer (-a TOKEN), netrc, oauth2 (-a ID:SECRET, --token-url)",
            (plan, text) => plan with { AuthType = TypeOf(text) }),
        new("auth-env", null, "NAME", "credentials in the environment variable NAME",
            (plan, name) => plan with { Login = new Login(name, IsBearer: false, IsInVariable: true) }),
        new("bearer", null, "TOKEN", "a bearer token, for all to see in the list of processes",
            (plan, text) => plan with { Login = new Login(text, IsBearer: true, IsInVariable: false) }),
        new("bearer-env", null, "NAME", "a bearer token in the environment variable NAME",
            (plan, name) => plan with { Login = new Login(name, IsBearer: true, IsInVariable: true) }),
        new("token-url", null, "URL", "where -A oauth2 gets its token, by the grant client_credentials",
            (plan, url) => plan with { TokenUrl = url }),
        new("scope", null, "WORDS", "what -A oauth2 asks for (what the server chooses)",
            (plan, words) => plan with { Scope = words }),
        CommandOption.Switch("ignore-netrc", null, "~/.netrc ($NETRC) is not used where no credentials are given",
            plan => plan with { IgnoresNetrc = true }),
    ]);

    private static AuthType TypeOf(string text) => text switch
    {
        "basic" => AuthType.Basic,
        "digest" => AuthType.Digest,
        "bearer" => AuthType.Bearer,
        "netrc" => AuthType.Netrc,
        "oauth2" => AuthType.OAuth2,
        _ => throw new UsageException("--auth-type takes basic, digest, bearer, netrc or oauth2."),
    };
}
