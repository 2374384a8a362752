namespace Peregrine;

/// <summary>An API key in a cookie, beside those of the jar.</summary>
internal sealed class CookieAuth : Auth
{
    private readonly string _name;
    private readonly string _pair;

    internal CookieAuth(string name, string key)
    {
        // Checks name and key by the rules for the cookies of a call.
        _ = new CookieValues { [name] = key };
        (_name, _pair) = (name, $"{name}={key}");
    }

    protected internal override Request Sign(Request request)
    {
        var kept = (request.Headers[HeaderNames.Cookie] ?? "")
            .Split("; ", StringSplitOptions.RemoveEmptyEntries).Where(pair => pair.Split('=')[0] != _name);
        return request with
        {
            Headers = request.Headers.With(HeaderNames.Cookie, string.Join("; ", kept.Append(_pair))),
        };
    }
}
