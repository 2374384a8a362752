using System.Text;

namespace Peregrine;

/// <summary>Which part of a header field is a secret, and which secrets it tells. Pure.</summary>
internal static class SecretFields
{
    /// <summary>Adds what the value of a field hides.</summary>
    internal static void Find(Header field, SecretNameRule rule, List<HiddenSpan> spans)
    {
        var value = field.Value;
        if (field.IsNamed(HeaderNames.Cookie))
        {
            FindCookies(value, rule, spans);
        }
        else if (field.IsNamed(HeaderNames.SetCookie))
        {
            FindCookie(value, 0, Until(value, ';', 0), rule, spans);
        }
        else if (field.IsSecret || rule.IsField(field.Name))
        {
            spans.Add(new HiddenSpan(0, value.Length, field.IsSecret || rule.IsTelling(field.Name) ? value : null));
        }
        else
        {
            SecretLayers.FindInUrl(value, rule, spans);
            if (field.IsNamed(HeaderNames.Location))
            {
                SecretPairs.FindCode(value, spans); // Of an OAuth server that was sent no state.
            }
        }
    }

    /// <summary>Gives the secrets inside a field that is one: the credentials behind a scheme, a password.</summary>
    internal static void Tell(Header field, SecretNameRule rule, Action<string> tell)
    {
        if (!(field.IsSecret || rule.IsTelling(field.Name)) || field.IsNamed(HeaderNames.Cookie)
            || field.IsNamed(HeaderNames.SetCookie))
        {
            return;
        }

        var space = field.Value.IndexOf(' ', StringComparison.Ordinal);
        var credentials = field.Value[(space + 1)..].Trim();
        if (!credentials.AsSpan().ContainsAny('"', ','))
        {
            tell(credentials);
            TellBasic(credentials, tell);
        }

        var spans = new List<HiddenSpan>();
        SecretScan.Find(credentials, rule, spans);
        spans.ForEach(span => tell(span.Value ?? ""));
    }

    private static void TellBasic(string credentials, Action<string> tell)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
        {
            return;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && !pair.Contains('\uFFFD', StringComparison.Ordinal))
        {
            tell(pair);
            tell(colon == pair.Length - 1 ? pair[..colon] : pair[(colon + 1)..]); // A key may be the user's name.
        }
    }

    private static void FindCookies(string value, SecretNameRule rule, List<HiddenSpan> spans)
    {
        for (var at = 0; at < value.Length;)
        {
            var end = Until(value, ';', at);
            FindCookie(value, at, end, rule, spans);
            at = end + 1;
        }
    }

    // A cookie without a name is all value. One that is named like no secret, and looks like none, is not looked for
    // elsewhere: theme=desktop.
    private static void FindCookie(
        string value, int from, int end, SecretNameRule rule, List<HiddenSpan> spans)
    {
        var equals = value.IndexOf('=', from, end - from);
        var start = equals < 0 ? from : equals + 1;
        while (start < end && value[start] == ' ')
        {
            start++;
        }

        if (end > start)
        {
            var cookie = value[start..end].Trim('"');
            var name = equals < 0 ? "" : value[from..equals].Trim();
            var isNamed = rule.IsField(name) || rule.IsParameter(name);
            spans.Add(new HiddenSpan(start, end, isNamed || KnownSecrets.IsRandom(cookie) ? cookie : null));
            if (cookie.Contains('%', StringComparison.Ordinal)
                && SecretPairs.Unescaped(cookie, isForm: false) is var plain
                && (isNamed || KnownSecrets.IsRandom(plain)))
            {
                spans.Add(new HiddenSpan(start, end, plain));
            }
        }
    }

    private static int Until(string text, char mark, int from) =>
        text.IndexOf(mark, from) is var at && at < 0 ? text.Length : at;
}
