using System.Collections;

namespace Peregrine;

/// <summary>The cookies that one response sets.</summary>
public sealed class ResponseCookies : IReadOnlyList<Cookie>
{
    private readonly Cookie[] _cookies;

    private ResponseCookies(Cookie[] cookies) => _cookies = cookies;

    /// <summary>How many there are.</summary>
    public int Count => _cookies.Length;

    /// <summary>The cookie at a position, in the order of the wire.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such cookie.</exception>
    public Cookie this[int index] => _cookies[index];

    /// <summary>The value of the last cookie of this name, or null.</summary>
    public string? this[string name] => Array.FindLast(_cookies, cookie => cookie.Name == name)?.Value;

    /// <summary>The cookies, in the order of the wire.</summary>
    public IEnumerator<Cookie> GetEnumerator() => ((IEnumerable<Cookie>)_cookies).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static ResponseCookies Parse(Headers headers, Uri url, DateTimeOffset now) =>
        new(
            [.. headers.Where(line => line.IsNamed(HeaderNames.SetCookie))
                .Select(line => SetCookie.Parse(line, url, now)).OfType<Cookie>()]);
}
