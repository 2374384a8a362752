using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>The members of a token endpoint's answer: JSON, or a form as some servers send it. Pure.</summary>
internal sealed class TokenResponse
{
    private const int MaxItems = 1000;
    private const double LongestLife = 1e10; // 317 years: a longer one would overflow DateTimeOffset.

    private const NumberStyles LifetimeStyle =
        MomentStyle | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;

    private const NumberStyles MomentStyle =
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly string[] Known =
    [
        "access_token", "token_type", "refresh_token", "expires_in", "expires_at", "scope", "id_token",
    ];

    // Standards define these as a string or a number: any other value counts as missing.
    private static readonly string[] Plain =
        [.. Known, "device_code", "user_code", "verification_uri", "verification_url", "verification_uri_complete",
            "interval"];

    private readonly Dictionary<string, string> _members;
    private readonly bool _namesTwoTokens;

    private TokenResponse(Dictionary<string, string> members, bool namesTwoTokens = false) =>
        (_members, _namesTwoTokens) = (members, namesTwoTokens);

    /// <summary>The error code as the server wrote it, or null.</summary>
    internal string? Error => this["error"]?.Trim() is { Length: > 0 } error ? error : null;

    /// <summary>The server's explanation as it wrote it, or null.</summary>
    internal string? ErrorDescription => this["error_description"] is { Length: > 0 } text ? text : null;

    internal string? this[string name] => _members.GetValueOrDefault(name);

    /// <summary>The members of an answer; none when it is neither JSON nor a form.</summary>
    internal static TokenResponse Parse(ReadOnlySpan<byte> body, Headers? headers = null)
    {
        using var json = ServerJson.Parse(body, headers);
        return json is null ? new TokenResponse(Pairs(Encoding.UTF8.GetString(body))) : Read(json.RootElement);
    }

    /// <summary>
    /// The names and values of a form or a query. No name may be repeated (RFC 6749, section 3.1), so the first one
    /// counts. Reading stops after a thousand, so that an answer full of ampersands costs little.
    /// </summary>
    internal static Dictionary<string, string> Pairs(string text)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = MaxItems;
        foreach (var range in text.AsSpan().Split('&'))
        {
            var pair = text.AsSpan(range);
            if (pair.IsEmpty)
            {
                continue;
            }

            if (left-- == 0)
            {
                break;
            }

            var equals = pair.IndexOf('=');
            members.TryAdd(
                Decoded(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decoded(pair[(equals + 1)..]));
        }

        return members;
    }

    /// <summary>The token, or null when there is none in the answer.</summary>
    /// <exception cref="FormatException">The answer holds two tokens, or a token that a header can't hold.</exception>
    internal OAuthToken? Token(string? askedScope, DateTimeOffset now)
    {
        if (_namesTwoTokens)
        {
            throw new FormatException("it names two access tokens");
        }

        if (this["access_token"] is not { Length: > 0 } access)
        {
            return null;
        }

        if (!HeaderRules.IsValue(access))
        {
            throw new FormatException("the token holds a control character");
        }

        var scope = this["scope"] is { Length: > 0 } granted ? granted : askedScope;
        return new OAuthToken
        {
            AccessToken = access,
            TokenType = this["token_type"]?.Trim() is { Length: > 0 } type ? type : "Bearer",
            RefreshToken = this["refresh_token"] is { Length: > 0 } refresh ? refresh : null,
            ExpiresAt = ExpiresAt(now),
            Scope = scope,
            HasOtherScope = askedScope is not null && !ScopeWords.AreSame(scope, askedScope),
            IdToken = this["id_token"] is { Length: > 0 } identity ? identity : null,
            Extra = _members.Where(member => !Known.Contains(member.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// How many seconds the token lives. Null when the answer does not say, as the member is only recommended (RFC
    /// 6749, section 5.1), or when it can't be read. Zero and negative numbers count as missing: a server that sends a
    /// token means it to be used.
    /// </summary>
    internal long? ExpiresIn() =>
        double.TryParse(this["expires_in"], LifetimeStyle, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? Math.Max(1, (long)Math.Round(Math.Min(seconds, LongestLife)))
            : null;

    // The moment expires_at comes first: it is in no standard, but unlike expires_in it does not count from now.
    private DateTimeOffset? ExpiresAt(DateTimeOffset now) =>
        decimal.TryParse(this["expires_at"], MomentStyle, CultureInfo.InvariantCulture, out var moment)
            && moment is > 0 and < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(moment * TimeSpan.TicksPerSecond))
            : ExpiresIn() is { } seconds ? now.AddSeconds(seconds) : null;

    private static TokenResponse Read(JsonElement json)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var namesTwoTokens = false;
        foreach (var (name, value) in ServerJson.Members(json))
        {
            if (TextOf(name, value) is { } text)
            {
                namesTwoTokens |= name == "access_token" && members.TryGetValue(name, out var other) && other != text;
                members[name] = text;
            }
        }

        return new TokenResponse(members, namesTwoTokens);
    }

    // Some servers send the scope as an array.
    private static string? TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ServerJson.Text(value),
        JsonValueKind.Number when name is "token_type" or "scope" => null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array when name == "scope" =>
            string.Join(
                ' ', value.EnumerateArray().Take(MaxItems).Select(word => ServerJson.Text(word)).Where(word =>
                word is not null)),
        JsonValueKind.True or JsonValueKind.False when name == "error" => null,
        JsonValueKind.Null => null,
        _ => Plain.Contains(name) ? null : value.GetRawText(),
    };

    private static string Decoded(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
