namespace Peregrine;

/// <summary>
/// Where a request goes: a URL that was parsed and found good, once. What is connected to and sent comes from here,
/// never from the <see cref="Uri"/>.
/// </summary>
internal sealed class RequestTarget
{
    private const int LongestLazy = 60_000; // What the platform's parser always takes.
    private Uri? _uri;

    /// <param name="url">The URL.</param>
    /// <param name="known">A target whose host is known to read alike to every parser; where this one's is the same,
    /// the <see cref="Uri"/> is made when it is asked for.</param>
    /// <exception cref="InvalidUrlException">The platform's parser sees another host.</exception>
    internal RequestTarget(ParsedUrl url, RequestTarget? known = null)
    {
        var server = known is not null && IsSameServer(url, known.Written) ? known : null;
        Written = url;
        _uri = server is not null && url.Path.Length + (url.Query?.Length ?? 0) < LongestLazy ? null : url.ToUri();
        Origin = server?.Origin ?? new Origin(url.Scheme, HostBrackets.Remove(url.Host), url.Port);
        PathAndQuery = url.Query is null ? url.Path : $"{url.Path}?{url.Query}";
        Authority = server?.Authority ?? Origin.Authority;
    }

    /// <summary>Its parts.</summary>
    internal ParsedUrl Written { get; }

    /// <summary>What users see of it.</summary>
    internal Uri Uri => _uri ??= Written.ToUri();

    internal Origin Origin { get; }

    /// <summary>The request target in origin form (RFC 9112, section 3.2.1).</summary>
    internal string PathAndQuery { get; }

    /// <summary>The value of <c>Host</c>.</summary>
    internal string Authority { get; }

    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    internal static RequestTarget Parse(string url) => new(ParsedUrl.Parse(url) with { UserInfo = null });

    /// <summary>As <see cref="Parse"/>, of a URL that code has written: it may name a Unix socket.</summary>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    internal static RequestTarget ParseOwn(string url) => new(ParsedUrl.ParseOwn(url) with { UserInfo = null });

    private static bool IsSameServer(ParsedUrl one, ParsedUrl other) =>
        one.Scheme == other.Scheme && one.Host == other.Host && one.Port == other.Port;
}
