using System.Text;

namespace Peregrine;

/// <summary>The Basic scheme (RFC 7617).</summary>
internal sealed class BasicAuth : Auth
{
    private readonly string _credentials;

    internal BasicAuth(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        if (userName.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("A user name can't hold a colon (RFC 7617, section 2).", nameof(userName));
        }

        if (userName.Any(char.IsControl) || password.Any(char.IsControl))
        {
            throw new ArgumentException(
                "A user name or password can't hold a control character (RFC 7617, section 2).", nameof(userName));
        }

        _credentials = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"));
    }

    internal override string? Field => HeaderNames.Authorization;

    protected internal override Request Sign(Request request) =>
        request with { Headers = request.Headers.With(HeaderNames.Authorization, _credentials) };
}
