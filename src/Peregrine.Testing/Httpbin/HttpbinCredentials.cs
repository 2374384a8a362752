using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What an <c>Authorization</c> header says: a name and a password, or the fields of a digest.</summary>
internal static partial class HttpbinCredentials
{
    private static readonly string[] Needed = ["username", "realm", "nonce", "uri", "response"];

    /// <summary>
    /// The fields of the Digest scheme, or <see langword="null"/> when the header holds no whole ones.
    /// </summary>
    public static Dictionary<string, string>? Digest(string? header)
    {
        if (Payload(header, "Digest") is not { } payload)
        {
            return null;
        }

        var fields = new Dictionary<string, string>();
        foreach (Match match in Field().Matches(payload))
        {
            fields[match.Groups[1].Value] = Unquote(match.Groups[2].Value);
        }

        var isCounted = !fields.ContainsKey("qop") || (IsSet(fields, "nc") && IsSet(fields, "cnonce"));
        return isCounted && Needed.All(fields.ContainsKey) ? fields : null;
    }

    /// <summary>Whether the header names that user and password by the Basic scheme.</summary>
    public static bool IsBasic(string? header, string user, string password)
    {
        try
        {
            return Payload(header, "Basic") is { } payload
                && HttpbinContent.Strict.GetString(Convert.FromBase64String(payload)) == $"{user}:{password}";
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>What follows the scheme, or <see langword="null"/> for another scheme.</summary>
    public static string? Payload(string? header, string scheme)
    {
        var parts = (header ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && parts[0].Equals(scheme, StringComparison.OrdinalIgnoreCase) ? parts[1] : null;
    }

    private static bool IsSet(Dictionary<string, string> fields, string name) =>
        !string.IsNullOrEmpty(fields.GetValueOrDefault(name));

    private static string Unquote(string value) =>
        value.StartsWith('"') ? Escaped().Replace(value[1..^1], "$1") : value;

    [GeneratedRegex("""([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^,\s]*)""")]
    private static partial Regex Field();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escaped();
}
