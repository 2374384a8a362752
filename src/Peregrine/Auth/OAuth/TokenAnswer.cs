using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>The members of an answer of a token endpoint: JSON, or a form as some servers send it. Pure.</summary>
internal sealed class TokenAnswer
{
    private const int MaxErrorLength = 500;
    private const int MaxItems = 1000;

    private static readonly string[] Known = ["access_token", "token_type", "refresh_token", "expires_in", "expires_at", "scope", "id_token"];

    private readonly Dictionary<string, string> _members;

    private TokenAnswer(Dictionary<string, string> members) => _members = members;

    internal string? Error => _members.GetValueOrDefault("error") is { Length: > 0 } error ? Redaction.Printable(error, MaxErrorLength) : null;

    internal string? ErrorDescription => _members.GetValueOrDefault("error_description") is { Length: > 0 } text ? Redaction.Printable(text, MaxErrorLength) : null;

    internal string? this[string name] => _members.GetValueOrDefault(name);

    internal static TokenAnswer Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body);
            using var document = JsonDocument.ParseValue(ref reader);
            return new TokenAnswer(document.RootElement.ValueKind == JsonValueKind.Object ? Members(document.RootElement) : []);
        }
        catch (JsonException)
        {
            return new TokenAnswer(Pairs(Encoding.UTF8.GetString(body)));
        }
    }

    /// <summary>
    /// The names and values of a form or a query; of a repeated name the first counts, as none may be repeated (RFC 6749, section 3.1). No answer has a
    /// thousand: what follows is not read, so that a mebibyte of ampersands costs nothing.
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
            members.TryAdd(Decoded(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decoded(pair[(equals + 1)..]));
        }

        return members;
    }

    /// <summary>The token, or null when there is none in the answer.</summary>
    /// <exception cref="FormatException">It says when it ends in a way that nobody understands, or what a header can't hold.</exception>
    internal OAuthToken? Token(string? askedScope, DateTimeOffset now)
    {
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
            TokenType = this["token_type"] is { Length: > 0 } type ? type : "Bearer",
            RefreshToken = this["refresh_token"] is { Length: > 0 } refresh ? refresh : null,
            ExpiresAt = ExpiresAt(now),
            Scope = scope,
            HasOtherScope = askedScope is not null && !ScopeWords.AreSame(scope, askedScope),
            IdToken = this["id_token"],
            Extra = _members.Where(member => !Known.Contains(member.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>How many seconds the token lives, or null.</summary>
    /// <exception cref="FormatException">It is no number, or a negative one.</exception>
    internal long? ExpiresIn() =>
        this["expires_in"] is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e10
            ? (long)Math.Round(seconds)
            : throw new FormatException("expires_in is no number of seconds");

    // A moment that the server names (no standard has it, but stored tokens do) is better than one that is counted from now.
    private DateTimeOffset? ExpiresAt(DateTimeOffset now)
    {
        var lifetime = ExpiresIn();
        return decimal.TryParse(this["expires_at"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var moment) && moment < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(moment * TimeSpan.TicksPerSecond))
            : lifetime is { } seconds ? now.AddSeconds(seconds) : null;
    }

    private static Dictionary<string, string> Members(JsonElement json)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                members[member.Name] = TextOf(member);
            }
        }

        return members;
    }

    // Some servers send a scope as a list.
    private static string TextOf(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString()!,
        JsonValueKind.Array when member.Name == "scope" => string.Join(' ', member.Value.EnumerateArray().Take(MaxItems).Select(word => word.ToString())),
        _ => member.Value.GetRawText(),
    };

    private static string Decoded(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
