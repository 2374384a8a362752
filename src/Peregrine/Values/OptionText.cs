using System.Globalization;

namespace Peregrine;

/// <summary>Reads options that configuration writes as one text. Pure.</summary>
internal static class OptionText
{
    /// <summary>The option that a text means.</summary>
    /// <exception cref="FormatException">The text is no such option. The message does not show it, as it may be a
    /// secret.</exception>
    /// <exception cref="ArgumentException">The option can't be used.</exception>
    internal static object Read(Type type, string text) =>
        type == typeof(Url) ? (Url)text
        : type == typeof(Proxy) ? Is(text, "None") ? Proxy.None : Proxy.FromText(text)
        : type == typeof(Timeouts) ? TimeoutsOf(text)
        : type == typeof(RetryPolicy) ? RetriesOf(text)
        : type == typeof(RedirectPolicy) ? RedirectsOf(text)
        : type == typeof(AddressRules) && Is(text, nameof(AddressRules.PublicOnly)) ? AddressRules.PublicOnly
        : type == typeof(EnvironmentOptions) && Is(text, nameof(EnvironmentOptions.All)) ? EnvironmentOptions.All
        : type == typeof(EnvironmentOptions) && Is(text, nameof(EnvironmentOptions.None)) ? EnvironmentOptions.None
        : type == typeof(CookieJar) && Is(text, nameof(CookieJar.None)) ? CookieJar.None
        : type == typeof(ContentCoding) && CodingOf(text) is { } coding ? coding
        : typeof(Auth).IsAssignableFrom(type) ? UnreadableAuth.Instance
        : throw new FormatException(WhyNot(type));

    private static string WhyNot(Type type) =>
        type == typeof(AddressRules) ? "Written as text, AddressRules can only be PublicOnly."
        : type == typeof(EnvironmentOptions) ? "Written as text, EnvironmentOptions can only be All or None."
        : type == typeof(CookieJar) ? "Written as text, a CookieJar can only be None; make any other in code."
        : type == typeof(ContentCoding)
            ? "Written as text, a ContentCoding can only be gzip, deflate or br; make any other in code."
        : $"{type.Name} can't be written as text: use a section with its members, or code.";

    // A number means seconds, as in code; TimeSpan.Parse would read it as days.
    private static Timeouts TimeoutsOf(string text) =>
        Is(text, "None") ? Timeouts.None
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : IsTime(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var limit) ? limit
        : throw new FormatException(
            "Written as text, Timeouts are a number of seconds, a time such as 00:00:30, or None.");

    private static bool IsTime(string text) => text.Contains(':', StringComparison.Ordinal);

    private static RetryPolicy RetriesOf(string text) =>
        Is(text, "None") ? RetryPolicy.None : new RetryPolicy(NumberOf(text, "a number of retries, or None"));

    private static RedirectPolicy RedirectsOf(string text) =>
        Is(text, "None")
            ? RedirectPolicy.None
            : new RedirectPolicy { Max = NumberOf(text, "a number of redirects, or None") };

    private static int NumberOf(string text, string what) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Written as text, it is {what}.");

    private static ContentCoding? CodingOf(string name) =>
        Array.Find([ContentCoding.Gzip, ContentCoding.Deflate, ContentCoding.Brotli], coding => Is(name, coding.Name));

    private static bool Is(string text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);
}
