namespace Peregrine;

/// <summary>
/// The <see cref="Uri"/> that users see. The platform's parser decides nothing: where it would rewrite what was parsed,
/// it is told not to, and where it would see another host, the URL is refused.
/// </summary>
internal static class PublicUri
{
    // Takes the text as it stands, line breaks too, so it is only ever given what ParsedUrl has checked and escaped.
    private static readonly UriCreationOptions AsWritten =
        new() { DangerousDisablePathAndQueryCanonicalization = true };

    internal static Uri Create(ParsedUrl url)
    {
        if (url.Scheme == Origin.UnixScheme)
        {
            return UrlUnixHost.FaceOf(url, AsWritten);
        }

        var text = url.Text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Port != url.Port || !IsSameHost(url.Host, uri.IdnHost))
        {
            throw ParsedUrl.Refused(text, "its host reads differently to different parsers");
        }

        if (uri.AbsoluteUri != text)
        {
            return new Uri(text, AsWritten); // Knows no fragment, so this one is lost; it is never sent in any case.
        }

        return url.Fragment is null ? uri : new Uri($"{text}#{url.Fragment}");
    }

    // An IPv6 address may be written in two ways; it is the same host when it is the same address.
    private static bool IsSameHost(string ours, string theirs) =>
        ours[0] == '[' ? ours.AsSpan(1, ours.Length - 2).SequenceEqual(UrlIPv6.Written(theirs)) : ours == theirs;
}
