namespace Peregrine;

/// <summary>
/// A way to prove who is asking. A scheme is two pure functions: it signs a request, and it answers a challenge with another
/// request; the exchange does the sending. Credentials belong to the origin that they were given for and go to no other.
/// </summary>
public abstract class Auth
{
    /// <summary>No credentials: turns the session's off for one call.</summary>
    public static Auth None { get; } = new NoAuth();

    /// <summary>A user name and a password, Basic (RFC 7617).</summary>
    public static implicit operator Auth((string UserName, string Password) credentials) => Basic(credentials.UserName, credentials.Password);

    /// <summary>A user name and a password with every request, as the Basic scheme sends them (RFC 7617): in UTF-8.</summary>
    /// <exception cref="ArgumentException">The user name holds a colon, or one of them a control character.</exception>
    public static Auth Basic(string userName, string password) => new BasicAuth(userName, password);

    /// <summary>A token with every request (RFC 6750).</summary>
    /// <exception cref="ArgumentException">The token is empty or holds a character that a header can't.</exception>
    public static Auth Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new HeaderAuth(HeaderNames.Authorization, "Bearer " + token);
    }

    /// <summary>A key in a header field with every request.</summary>
    /// <exception cref="ArgumentException">The name is no header name, or the key holds a character that a header can't.</exception>
    public static Auth ApiKey(string headerName, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new HeaderAuth(headerName, key);
    }

    /// <summary>A key in the query with every request. It takes the place of a parameter of that name.</summary>
    public static Auth ApiKeyQuery(string parameterName, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameterName);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new QueryAuth(parameterName, key);
    }

    /// <summary>A scheme of your own: the function gives the request as it is to be sent. It is asked for each try.</summary>
    public static Auth Custom(Func<Request, Request> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        return new CustomAuth(sign);
    }

    /// <summary>The request with what the scheme adds before it is sent.</summary>
    protected internal abstract Request Sign(Request request);

    /// <summary>The request that answers a challenge, or null to give the response as it is.</summary>
    protected internal virtual Request? Answer(Request request, Response response) => null;

    /// <summary>The name of the scheme, never what it holds.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>The Basic credentials that a URL carries (RFC 3986, section 3.2.1).</summary>
    internal static Auth OfUserInfo(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return Basic(
            Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]),
            colon < 0 ? "" : Uri.UnescapeDataString(userInfo[(colon + 1)..]));
    }
}
