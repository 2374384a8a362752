using System.Buffers;
using System.Collections.Frozen;

namespace Peregrine;

/// <summary>
/// Which names speak of a secret: the one list of the library, for header fields, and for parameters and members of
/// bodies, whose names are ordinary words more often. Pure.
/// </summary>
internal static class SecretNames
{
    private const int LongestName = 64; // Of a longer one, the end counts.

    // Secrets wherever they stand in a name.
    private static readonly string[] Strong =
    [
        "password", "passwd", "passphrase", "passcode", "secret", "signature", "assertion", "credential", "apikey",
        "accesskey", "accountkey", "authkey", "privatekey", "sharedkey", "signingkey", "masterkey", "subscriptionkey",
        "encryptionkey", "sessionid", "sessionkey", "sessid", "csrf", "xsrf", "codeverifier", "devicecode",
        "authorization",
    ];

    private static readonly SearchValues<string> StrongWords = SearchValues.Create(Strong, StringComparison.Ordinal);

    private static readonly SearchValues<string> FieldWords = SearchValues.Create(
        [.. Strong, "auth", "cookie", "token", "key", "session", "jwt"], StringComparison.OrdinalIgnoreCase);

    // Secrets as a word of their own in the name of a parameter or a member.
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["auth", "cookie", "cookies", "pwd", "pass", "sig", "sid", "jwt", "otp", "token", "tokens"]);

    // The last word of a name that only speaks about a secret: token_endpoint, password_hint, expires_in.
    private static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
        [
            "type", "types", "uri", "uris", "url", "urls", "endpoint", "endpoints", "method", "methods", "expires",
            "expiry", "expiration", "in", "at", "count", "length", "size", "limit", "usage", "hint", "alg",
            "algorithm", "algorithms", "supported", "required", "enabled", "policy", "time", "date", "name", "names",
            "id", "ids", "status", "format", "version", "field", "header", "ttl", "age", "error", "message",
            "description", "label", "title", "placeholder", "info", "scheme", "realm",
        ]);

    private static readonly FrozenSet<string> OpenFields = FrozenSet.ToFrozenSet(
        [
            "WWW-Authenticate", "Proxy-Authenticate", "Authentication-Info",
            "Proxy-Authentication-Info", "Idempotency-Key", "Access-Control-Allow-Credentials",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a header field of this name is a secret.</summary>
    internal static bool IsField(string name) =>
        name.AsSpan().ContainsAny(FieldWords) && !OpenFields.Contains(name);

    /// <summary>Whether a parameter of a query or a field of a form is a secret.</summary>
    internal static bool IsParameter(ReadOnlySpan<char> name) =>
        name.Equals("key", StringComparison.OrdinalIgnoreCase) || IsMember(name);

    /// <summary>Whether a member of JSON, an element of XML or the like is a secret.</summary>
    internal static bool IsMember(ReadOnlySpan<char> name)
    {
        name = name[^Math.Min(name.Length, LongestName)..];
        Span<char> joined = stackalloc char[LongestName];
        var (length, word, isSecret) = (0, 0, false);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && Begins(name, i))
            {
                isSecret |= IsSecretWord(joined[word..length]);
                word = length;
            }

            if (char.IsLetterOrDigit(name[i]))
            {
                joined[length++] = char.ToLowerInvariant(name[i]);
            }
        }

        var last = joined[word..length];
        isSecret |= IsSecretWord(last) || joined[..length].ContainsAny(StrongWords);
        return isSecret && (!IsHarmless(last)
            || joined[..length].IndexOf("sessionid") >= 0 || joined[..length].EndsWith("secretid"));
    }

    /// <summary>Whether a member speaks about a secret that stands beside it, or about nothing secret.</summary>
    internal static bool IsAbout(ReadOnlySpan<char> name)
    {
        var at = name.LastIndexOfAny('_', '-', '.') + 1;
        for (var i = name.Length - 1; i > at; i--)
        {
            if (Begins(name, i))
            {
                at = i;
            }
        }

        return IsHarmless(name[at..].ToString().ToLowerInvariant());
    }

    private static bool IsSecretWord(ReadOnlySpan<char> word) =>
        Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
        || word.EndsWith("token") || word.EndsWith("tokens");

    private static bool IsHarmless(ReadOnlySpan<char> word) =>
        Harmless.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    // A word begins behind what is no letter, and where capitals begin (clientSecret) or end (APIKey).
    private static bool Begins(ReadOnlySpan<char> name, int at) =>
        !char.IsLetterOrDigit(name[at - 1])
        || (char.IsUpper(name[at])
            && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]))));
}
