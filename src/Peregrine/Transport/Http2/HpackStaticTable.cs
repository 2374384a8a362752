using System.Collections.Frozen;
using System.Text;

namespace Peregrine;

/// <summary>The table that both sides know beforehand (RFC 7541, appendix A).</summary>
internal static class HpackStaticTable
{
    internal const int Count = 61;
    internal const int Authority = 1;
    internal const int MethodGet = 2;
    internal const int MethodPost = 3;
    internal const int Path = 4;
    internal const int SchemeHttp = 6;
    internal const int SchemeHttps = 7;
    internal const int ContentLength = 28;

    // Each name with its value, where it has one.
    private static readonly string[] Texts =
    [
        ":authority", ":method GET", ":method POST", ":path /", ":path /index.html",
        ":scheme http", ":scheme https", ":status 200", ":status 204",
        ":status 206", ":status 304", ":status 400", ":status 404", ":status 500",
        "accept-charset", "accept-encoding gzip, deflate", "accept-language",
        "accept-ranges", "accept", "access-control-allow-origin", "age",
        "allow", "authorization", "cache-control", "content-disposition",
        "content-encoding", "content-language", "content-length", "content-location",
        "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match",
        "if-range", "if-unmodified-since", "last-modified", "link",
        "location", "max-forwards", "proxy-authenticate", "proxy-authorization",
        "range", "referer", "refresh", "retry-after", "server", "set-cookie",
        "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    private static readonly HpackField[] Fields = [.. Texts.Select(text => text.Split(' ', 2)).Select(parts =>
        HpackField.FromBytes(
            Encoding.ASCII.GetBytes(parts[0]), Encoding.ASCII.GetBytes(parts.ElementAtOrDefault(1) ?? "")))];

    private static readonly FrozenDictionary<string, int> Names =
        Fields.Select((field, at) => (field.Field.Name, at + 1)).DistinctBy(pair => pair.Name)
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The field at a place from 1.</summary>
    internal static HpackField At(int index) => Fields[index - 1];

    /// <summary>The first place of a name in any letters, or 0.</summary>
    internal static int IndexOf(string name) => Names.GetValueOrDefault(name);
}
