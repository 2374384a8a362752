namespace Peregrine;

/// <summary>
/// A request with the cookies and the credentials of its call, as far as they are known without asking.
/// </summary>
internal static class CurlSigned
{
    internal static Request Of(Request request)
    {
        if (request.Settings is not { } settings)
        {
            return request;
        }

        var auth = settings.Auth.At(request, isOwn: true);
        var signed = WithCookies(request, settings.Cookies);
        return auth is (BasicAuth or HeaderAuth or QueryAuth or CookieAuth)
            && !(auth.Field is { } field && request.Headers.Contains(field))
                ? auth.Sign(signed)
                : signed;
    }

    private static Request WithCookies(Request request, IReadOnlyList<KeyValuePair<string, string>> cookies) =>
        cookies.Count == 0 || request.Headers.Contains(HeaderNames.Cookie)
            ? request
            : request with
            {
                Headers = request.Headers.With(
                    HeaderNames.Cookie, string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))),
            };
}
