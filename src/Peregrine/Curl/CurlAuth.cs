namespace Peregrine;

/// <summary>The credentials of a line of curl.</summary>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlAuth(ICollection<string> notUnderstood)
{
    private string? _user;
    private string? _token;
    private string? _scheme;
    private string? _netrc;
    private bool _readsNetrc;

    /// <summary>Takes the value of an option.</summary>
    /// <returns>False when the option is none of its own.</returns>
    internal bool Take(CurlArgument argument)
    {
        switch (argument.Name)
        {
            case "user":
                _user = argument.Value;
                break;
            case "oauth2-bearer":
                _token = argument.Value;
                break;
            case "basic" or "digest" or "ntlm" or "ntlm-wb" or "negotiate" or "anyauth":
                _scheme = argument.Name;
                break;
            case "netrc" or "netrc-optional":
                _readsNetrc = true;
                break;
            case "netrc-file":
                (_readsNetrc, _netrc) = (true, argument.Value);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>The credentials; null for none.</summary>
    /// <exception cref="ArgumentException">They can't be sent.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    internal Auth? ToAuth()
    {
        if (_token is not null)
        {
            return Auth.Bearer(_token);
        }

        if (_scheme is not (null or "basic" or "digest"))
        {
            notUnderstood.Add($"--{_scheme}");
            return null; // The password is not sent in clear in place of what was asked for.
        }

        if (_user is null)
        {
            return _readsNetrc ? Auth.Netrc(_netrc) : null;
        }

        if (!_user.Contains(':', StringComparison.Ordinal))
        {
            notUnderstood.Add("--user without a password"); // Curl would ask for it.
        }

        var (name, password) = Pair(_user);
        return _scheme == "digest" ? Auth.Digest(name, password) : Auth.Basic(name, password);
    }

    /// <summary>User name and password of <c>user:password</c>.</summary>
    internal static (string Name, string Password) Pair(string text) =>
        text.Split(':', 2) is [var name, var password] ? (name, password) : (text, "");
}
