namespace Peregrine;

/// <summary>Where a request goes: a URL that was parsed and found good, once. What is connected to and sent comes from here, never from the <see cref="Uri"/>.</summary>
internal sealed class Target
{
    internal Target(UrlText url)
    {
        Written = url;
        Uri = url.ToUri();
        Origin = new Origin(url.Scheme, url.Host.Trim('[', ']'), url.Port);
        PathAndQuery = url.Query is null ? url.Path : $"{url.Path}?{url.Query}";
        Authority = Origin.Authority;
    }

    /// <summary>Its parts.</summary>
    internal UrlText Written { get; }

    internal Uri Uri { get; }

    internal Origin Origin { get; }

    /// <summary>The request target in origin form (RFC 9112, section 3.2.1).</summary>
    internal string PathAndQuery { get; }

    /// <summary>The value of <c>Host</c>.</summary>
    internal string Authority { get; }

    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    internal static Target Parse(string url) => new(UrlText.Parse(url) with { UserInfo = null });
}
