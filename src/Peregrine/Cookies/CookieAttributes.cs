using System.Globalization;

namespace Peregrine;

/// <summary>
/// The attributes of one <c>Set-Cookie</c> line while they are read: the last valid one of each name counts (RFC
/// 6265bis, section 5.6).
/// </summary>
internal sealed class CookieAttributes
{
    private const int MaxBytes = 1024;
    private readonly bool _isLatin1;
    private DateTimeOffset? _expires;
    private long? _maxAge;

    /// <summary>Reads all that follows the first semicolon.</summary>
    internal CookieAttributes(ReadOnlySpan<char> text, bool isLatin1)
    {
        _isLatin1 = isLatin1;
        foreach (var range in text.Split(';'))
        {
            var part = text[range];
            var equals = part.IndexOf('=');
            Read(
                (equals < 0 ? part : part[..equals]).Trim(" \t"),
                (equals < 0 ? default : part[(equals + 1)..]).Trim(" \t"));
        }
    }

    /// <summary>The domain without its dot, in lower case; null or empty when the line has none.</summary>
    internal string? Domain { get; private set; }

    /// <summary>The path, or null when the line has none that begins with a slash.</summary>
    internal string? Path { get; private set; }

    internal bool Secure { get; private set; }

    internal bool HttpOnly { get; private set; }

    internal bool Partitioned { get; private set; }

    internal SameSite? SameSite { get; private set; }

    /// <summary>
    /// When the cookie expires: by <c>Max-Age</c>, else by <c>Expires</c>, else with the session (null).
    /// </summary>
    internal DateTimeOffset? EndsAt(DateTimeOffset now) => _maxAge switch
    {
        null => _expires,
        <= 0 => DateTimeOffset.MinValue,
        { } seconds => now + TimeSpan.FromSeconds(Math.Min(seconds, (long)CookieRules.LongestLife.TotalSeconds)),
    };

    private void Read(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (FieldText.OctetsOf(value, _isLatin1) > MaxBytes)
        {
            return;
        }

        if (Is(name, "expires"))
        {
            _expires = CookieDate.Parse(value) ?? _expires;
        }
        else if (Is(name, "max-age"))
        {
            _maxAge = SecondsOf(value) ?? _maxAge;
        }
        else if (Is(name, "domain"))
        {
            Domain = value.IsEmpty ? Domain : (value[0] == '.' ? value[1..] : value).ToString().ToLowerInvariant();
        }
        else if (Is(name, "path"))
        {
            Path = value.StartsWith('/') ? value.ToString() : null;
        }
        else
        {
            ReadFlag(name, value);
        }
    }

    private void ReadFlag(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        Secure |= Is(name, "secure");
        HttpOnly |= Is(name, "httponly");
        Partitioned |= Is(name, "partitioned");
        if (Is(name, "samesite"))
        {
            SameSite = Is(value, "strict") ? Peregrine.SameSite.Strict
                : Is(value, "lax") ? Peregrine.SameSite.Lax
                : Is(value, "none") ? Peregrine.SameSite.None
                : null;
        }
    }

    // Digits, perhaps with a minus before them; a number that does not fit counts as the largest one.
    private static long? SecondsOf(ReadOnlySpan<char> text)
    {
        var isNegative = text.StartsWith('-');
        var digits = isNegative ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        return isNegative ? -1
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
            : long.MaxValue;
    }

    private static bool Is(ReadOnlySpan<char> text, string expected) =>
        text.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
