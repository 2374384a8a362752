using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Peregrine;

/// <summary>
/// A proxy: <c>http</c>, <c>https</c> (TLS to the proxy itself), <c>socks4</c>, <c>socks4a</c>, <c>socks5</c> (names
/// are resolved here) or <c>socks5h</c> (names are resolved by the proxy). A text and a <see cref="Uri"/> convert; null
/// stays null and inherits.
/// </summary>
/// <remarks>
/// Without a scheme it is <c>http</c>; without a port 80, 443 or, for SOCKS, 1080. Userinfo becomes <see cref="Auth"/>.
/// An address that is not understood is an error, never a direct connection.
/// </remarks>
[TypeConverter(typeof(OptionTextConverter<Proxy>))]
public sealed class Proxy : IOptionText<Proxy>
{
    private readonly ProxyUrl _url;
    private readonly bool _isNone;
    private readonly ArgumentException? _fault;
    private ProxyServer? _server;

    /// <summary>A proxy at an address.</summary>
    /// <param name="url">Its address, perhaps with credentials: <c>http://user:password@proxy:3128</c>.</param>
    /// <exception cref="InvalidUrlException">It is no address of a proxy, or its scheme is another.</exception>
    /// <exception cref="ArgumentException">Its credentials can't be sent: a control character, a password for SOCKS 4,
    /// more than 255 bytes for SOCKS 5.</exception>
    public Proxy(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        _url = ProxyUrl.Parse(url);
        Auth = _url.UserInfo is { } userInfo ? Auth.OfUserInfo(userInfo) : null;
    }

    /// <summary>A proxy at an address, as its creator wrote it.</summary>
    /// <param name="url">Its address, perhaps with credentials.</param>
    /// <exception cref="InvalidUrlException">It is no address of a proxy, or its scheme is another.</exception>
    /// <exception cref="ArgumentException">Its credentials can't be sent: a control character, a password for SOCKS 4,
    /// more than 255 bytes for SOCKS 5.</exception>
    public Proxy(Uri url)
        : this(Written(url))
    {
    }

    private Proxy(ArgumentException? fault) => (_isNone, _fault) = (true, fault);

    /// <summary>No proxy: a direct connection, whatever the session or the environment say.</summary>
    public static Proxy None { get; } = new((ArgumentException?)null);

    /// <summary>A proxy at an address; null stays null.</summary>
    /// <exception cref="InvalidUrlException">It is no address of a proxy.</exception>
    [return: NotNullIfNotNull(nameof(url))]
    public static implicit operator Proxy?(string? url) => url is null ? null : new Proxy(url);

    /// <summary>A proxy at an address; null stays null.</summary>
    /// <exception cref="InvalidUrlException">It is no address of a proxy.</exception>
    [return: NotNullIfNotNull(nameof(url))]
    public static implicit operator Proxy?(Uri? url) => url is null ? null : new Proxy(url);

    /// <summary>The address without credentials; null for <see cref="None"/>.</summary>
    public Uri? Url => _isNone ? null : new Uri(_url.Text);

    /// <summary>
    /// Who asks. By default the userinfo of the address. HTTP proxies are told by <c>Proxy-Authorization</c>, SOCKS 5
    /// by user name and password (RFC 1929), SOCKS 4 by the user name. It is shown to the proxy alone.
    /// </summary>
    /// <exception cref="ArgumentException">The scheme of credentials is not one that this proxy can be
    /// told.</exception>
    public Auth? Auth
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>
    /// Fields of CONNECT, which the proxy alone reads. A request for http that it forwards does not carry them, because
    /// it would pass them on. The default is none.
    /// </summary>
    public HeaderValues Headers => HeadersOrNull ??= [];

    /// <summary>
    /// How the certificate of an https proxy is checked. By default as the system and the environment have it; what a
    /// call says about its server plays no part.
    /// </summary>
    /// <exception cref="ArgumentException">The proxy is not an https one.</exception>
    public TlsOptions? Tls
    {
        get;
        init => field = value is null || _url.Scheme == ProxyScheme.Https
            ? value
            : throw new ArgumentException("Only to an https proxy TLS is spoken.", nameof(value));
    }

    internal HeaderValues? HeadersOrNull { get; private set; }

    /// <summary>What is dialled, as the object is now; null for no proxy.</summary>
    /// <exception cref="ArgumentException">It has header fields and no CONNECT, or a field that CONNECT has
    /// already.</exception>
    internal ProxyServer? Server => _fault is not null ? throw _fault
        : _isNone ? null
        : HeadersOrNull is null ? _server ??= Frozen([])
        : Frozen(HeadersOrNull);

    /// <summary>
    /// What configuration says, when it can't be read: setting it throws. A converter that throws would be quoted by
    /// the binder together with the text, password and all, and in a list it would be passed over.
    /// </summary>
    static Proxy IOptionText<Proxy>.FromText(string text)
    {
        try
        {
            return OptionText.Is(text, nameof(None)) ? None : new Proxy(text);
        }
        catch (ArgumentException reason)
        {
            return new Proxy(reason);
        }
    }

    /// <summary>The proxy, when it could be read.</summary>
    /// <exception cref="ArgumentException">It could not.</exception>
    internal static Proxy? Readable(Proxy? proxy) => proxy?._fault is { } fault
        ? throw new ArgumentException($"A proxy can't be used as configured: {fault.Message}", fault)
        : proxy;

    /// <summary>The address; credentials are hidden.</summary>
    public override string ToString() => _isNone ? "none"
        : Auth is null ? _url.Text
        : _url.Text.Replace("://", $"://{Redaction.Mask}@", StringComparison.Ordinal);

    private static string Written(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.OriginalString;
    }

    private ProxyServer Frozen(HeaderValues headers)
    {
        if (headers.Count > 0 && _url.Scheme is not (ProxyScheme.Http or ProxyScheme.Https))
        {
            throw new ArgumentException("A SOCKS proxy takes no header fields.");
        }

        if (headers.Contains(HeaderNames.Host))
        {
            throw new ArgumentException("The Host of CONNECT is the server that is asked for.");
        }

        var fields = headers.Where(field => field.Value is not null)
            .Select(field => HeaderRules.Checked(field.Key, field.Value!));
        return Authorized(
            new ProxyServer(_url.Scheme, _url.Host, _url.Port) { Headers = new Headers([.. fields]), Tls = Tls });
    }

    private ProxyServer Authorized(ProxyServer server) => Auth is null or NoAuth ? server
        : server.Forwards ? server with { Auth = Auth, Authorization = ProxyAuth.Fixed(Auth) }
        : ProxyAuth.TryLogin(Auth, out var login) ? server with { Login = login }
        : server;

    private Auth? Checked(Auth? auth)
    {
        if (auth is null or NoAuth)
        {
            return auth;
        }

        if (_url.Scheme is ProxyScheme.Http or ProxyScheme.Https)
        {
            ProxyAuth.RefuseOthers(auth);
            return auth;
        }

        if (!ProxyAuth.TryLogin(auth, out var login))
        {
            throw new ArgumentException(
                "A SOCKS proxy is told a user name and a password: use Auth.Basic.", nameof(auth));
        }

        if (login.Password.Length > 0 && _url.Scheme is ProxyScheme.Socks4 or ProxyScheme.Socks4a)
        {
            throw new ArgumentException("SOCKS 4 knows a user name and no password.", nameof(auth));
        }

        return Encoding.UTF8.GetByteCount(login.UserName) is > 0 and <= byte.MaxValue
            && Encoding.UTF8.GetByteCount(login.Password) <= byte.MaxValue
                ? auth
                : throw new ArgumentException(
                    "A user name for SOCKS has 1 to 255 bytes, a password 255 at most (RFC 1929, section 2).",
                    nameof(auth));
    }
}
