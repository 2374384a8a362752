using System.Globalization;

namespace Peregrine;

/// <summary>
/// Reads the field <c>Alt-Svc</c> (RFC 7838, section 3). It never fails: what can't be understood is left out.
/// </summary>
internal static class AltSvcField
{
    private const int MostServices = 16;
    private static readonly TimeSpan DefaultAge = TimeSpan.FromHours(24);

    /// <summary>The services, the best first; none for <c>clear</c>.</summary>
    internal static IReadOnlyList<AltService> Parse(string text)
    {
        var services = new List<AltService>();
        for (var at = 0; at < text.Length && services.Count < MostServices; SkipPast(text, ',', ref at))
        {
            if (ReadService(text, ref at) is { } service)
            {
                services.Add(service);
            }
        }

        return services;
    }

    private static AltService? ReadService(string text, ref int at)
    {
        var protocol = Uri.UnescapeDataString(ReadToken(text, ref at));
        if (protocol.Length == 0 || Next(text, at) != '=' || Next(text, at + 1) != '"')
        {
            return null;
        }

        at++;
        var authority = QuotedString.Read(text, ref at, out var isClosed);
        var age = ReadAge(text, ref at);
        return isClosed && Split(authority) is { } place ? new AltService(protocol, place.Host, place.Port, age) : null;
    }

    private static TimeSpan ReadAge(string text, ref int at)
    {
        var age = DefaultAge;
        for (SkipSpace(text, ref at); Next(text, at) == ';'; SkipSpace(text, ref at))
        {
            at++;
            var name = ReadToken(text, ref at);
            if (Next(text, at) != '=')
            {
                continue;
            }

            at++;
            var value = Next(text, at) == '"' ? QuotedString.Read(text, ref at, out _) : ReadToken(text, ref at);
            if (name.Equals("ma", StringComparison.OrdinalIgnoreCase) && value.Length > 0
                && value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
            {
                age = TimeSpan.FromSeconds(
                    int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                        ? seconds
                        : int.MaxValue);
            }
        }

        return age;
    }

    // A port is never left out, and userinfo has no place here (RFC 7838, section 3).
    private static (string Host, int Port)? Split(string authority)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || colon + 1 == authority.Length)
        {
            return null;
        }

        try
        {
            var (userInfo, host, port) = UrlAuthority.Parse(
                authority, colon == 0 ? "own" + authority : authority, Uri.UriSchemeHttps);
            return userInfo is null && port > 0 ? (colon == 0 ? "" : HostBrackets.Remove(host), port) : null;
        }
        catch (InvalidUrlException)
        {
            return null;
        }
    }

    private static string ReadToken(string text, ref int at)
    {
        SkipSpace(text, ref at);
        var start = at;
        var length = text.AsSpan(at).IndexOfAnyExcept(Tokens.Characters);
        at = length < 0 ? text.Length : at + length;
        return text[start..at];
    }

    // To what follows the next such character that stands in no quotes.
    private static void SkipPast(string text, char end, ref int at)
    {
        while (at < text.Length && text[at] != end)
        {
            if (text[at] == '"')
            {
                QuotedString.Read(text, ref at, out _);
            }
            else
            {
                at++;
            }
        }

        at++;
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (Next(text, at) is ' ' or '\t')
        {
            at++;
        }
    }

    private static char Next(string text, int at) => at < text.Length ? text[at] : '\0';
}
