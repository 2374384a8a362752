namespace Peregrine;

/// <summary>Options that prove who is asking.</summary>
internal static class LoginOptions
{
    internal static OptionTopic Topic { get; } = new("LOGIN",
    [
        new("auth", 'a', "USER:PASSWORD", "credentials, for all to see in the list of processes",
            (plan, text) => plan with { Login = new Login(text, IsBearer: false, IsInVariable: false) }),
        new("auth-env", null, "NAME", "credentials in the environment variable NAME",
            (plan, name) => plan with { Login = new Login(name, IsBearer: false, IsInVariable: true) }),
        new("bearer", null, "TOKEN", "a bearer token, for all to see in the list of processes",
            (plan, text) => plan with { Login = new Login(text, IsBearer: true, IsInVariable: false) }),
        new("bearer-env", null, "NAME", "a bearer token in the environment variable NAME",
            (plan, name) => plan with { Login = new Login(name, IsBearer: true, IsInVariable: true) }),
    ]);
}
