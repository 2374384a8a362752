using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// Host names in every script, mapped to ASCII as UTS 46 does it, without its transitional mappings (RFC 5891).
/// </summary>
internal static class UrlDomain
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    // A program without ICU (InvariantGlobalization) maps nothing: there a full-width A would make another host.
    private static readonly bool MapsUnicode = Idn.GetAscii("\uFF21") == "a";

    /// <summary>Whether a label may be one that was encoded.</summary>
    internal static bool MayBeEncoded(ReadOnlySpan<char> host) =>
        host.Contains("xn--", StringComparison.OrdinalIgnoreCase);

    internal static string ToAscii(string url, string host)
    {
        if (Ascii.IsValid(host) && !MayBeEncoded(host))
        {
            return host.ToLowerInvariant();
        }

        if (!MapsUnicode)
        {
            return Ascii.IsValid(host)
                ? host.ToLowerInvariant()
                : throw ParsedUrl.Refused(url, "without ICU its host must be written in ASCII (xn--…)");
        }

        try
        {
            return Encoded(host) ?? throw ParsedUrl.Refused(url, "a label of its host claims to be encoded and is not");
        }
        catch (ArgumentException reason) when (reason is not InvalidUrlException)
        {
            throw ParsedUrl.Refused(url, "its host is not an internationalised domain name", reason);
        }
    }

    // Encoding what was decoded must give the same again, or two names would be one host.
    private static string? Encoded(string host)
    {
        var ascii = Idn.GetAscii(host).ToLowerInvariant();
        return !MayBeEncoded(ascii) || Idn.GetAscii(Idn.GetUnicode(ascii)) == ascii ? ascii : null;
    }
}
