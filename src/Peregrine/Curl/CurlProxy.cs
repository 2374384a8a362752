namespace Peregrine;

/// <summary>The proxy of a line of curl.</summary>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlProxy(ICollection<string> notUnderstood)
{
    private readonly List<string> _headers = [];
    private string? _url;
    private string? _user;
    private string? _direct;
    private bool _isDigest;
    private bool _isInsecure;

    /// <summary>Takes the value of an option.</summary>
    /// <returns>False when the option is none of its own.</returns>
    internal bool Take(CurlArgument argument)
    {
        switch (argument.Name)
        {
            case "proxy":
                _url = argument.Value;
                break;
            case "socks4" or "socks4a" or "socks5":
                _url = $"{argument.Name}://{argument.Value}";
                break;
            case "socks5-hostname":
                _url = $"socks5h://{argument.Value}";
                break;
            case "proxy-user":
                _user = argument.Value;
                break;
            case "proxy-header":
                _headers.Add(argument.Value);
                break;
            case "proxy-digest":
                _isDigest = true;
                break;
            case "proxy-insecure":
                _isInsecure = true;
                break;
            case "noproxy":
                _direct = argument.Value;
                break;
            default:
                return argument.Name is "proxy-basic" or "socks5-basic";
        }

        return true;
    }

    /// <summary>The proxy for an origin; null leaves it to the environment.</summary>
    /// <exception cref="ArgumentException">It can't be used.</exception>
    internal Proxy? For(Origin origin)
    {
        if (_url is "" || _direct is "*" || NoProxy.Parse(_direct).Matches(origin))
        {
            return Proxy.None;
        }

        if (_url is null)
        {
            return null;
        }

        var proxy = new Proxy(WithPort(_url));
        proxy = new Proxy(WithPort(_url))
        {
            Auth = _user is null ? proxy.Auth : AuthOf(_user),
            Tls = _isInsecure && proxy.Url!.Scheme == Uri.UriSchemeHttps ? TlsOptions.Insecure : null,
        };
        AddHeaders(proxy);
        return proxy;
    }

    private Auth AuthOf(string user)
    {
        var (name, password) = CurlAuth.Pair(user);
        return _isDigest ? Auth.Digest(name, password) : Auth.Basic(name, password);
    }

    private void AddHeaders(Proxy proxy)
    {
        foreach (var line in _headers)
        {
            if (line.Split(':', 2) is [var name, var value] && HeaderRules.IsToken(name))
            {
                proxy.Headers.Add(name, ShellText.Latin(value.Trim()));
            }
            else
            {
                notUnderstood.Add("--proxy-header");
            }
        }
    }

    // Curl's own port for a proxy is 1080, but for an https one.
    private static string WithPort(string url)
    {
        var host = url[(url.LastIndexOf('@') + 1)..].TrimEnd('/');
        var colon = host.LastIndexOf(':');
        return url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            || (colon > host.LastIndexOf(']') && char.IsAsciiDigit(host[^1]))
                ? url
                : url.TrimEnd('/') + ":1080";
    }
}
