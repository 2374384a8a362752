using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>
/// A list in pages, in each manner that APIs have: <c>/pages/link</c>, <c>/pages/next</c>, <c>/pages/cursor</c>,
/// <c>/pages/number</c>, <c>/pages/offset</c>. The query says how long it is (<c>total</c>, 10 unless told otherwise)
/// and how many items a page has (<c>size</c>, of <c>/pages/offset</c> <c>limit</c>; 3 unless told otherwise). The
/// real httpbin has none of them.
/// </summary>
internal static class HttpbinLists
{
    private const int MaxTotal = 1_000_000;
    private const int MaxSize = 1000;

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("pages/link", LinkAsync),
        new("pages/next", NextAsync),
        new("pages/cursor", CursorAsync),
        new("pages/number", NumberAsync),
        new("pages/offset", OffsetAsync),
    ];

    private static int Total(HttpbinCall call) => Math.Clamp(call.Arg("total", 10), 0, MaxTotal);

    private static int Size(HttpbinCall call, string name = "size") => Math.Clamp(call.Arg(name, 3), 1, MaxSize);

    // The array alone; the header says where the others are (RFC 8288).
    private static Task LinkAsync(HttpbinCall call)
    {
        var start = Math.Max(0, call.Arg("from", 0));
        call.Response.Headers.Append("Link", $"<{At(call, 0)}>; rel=\"first\"");
        if (After(call, start) is { } next)
        {
            call.Response.Headers.Append("Link", $"<{At(call, next)}>; rel=\"next\"");
        }

        return call.JsonAsync(Items(call, start, Size(call)));
    }

    private static Task NextAsync(HttpbinCall call)
    {
        var start = Math.Max(0, call.Arg("from", 0));
        return call.JsonAsync(new JsonObject
        {
            ["items"] = Items(call, start, Size(call)),
            ["next"] = After(call, start) is { } next ? HttpbinUrl.Root(call) + At(call, next) : null,
        });
    }

    private static Task CursorAsync(HttpbinCall call)
    {
        var start = call.Args.First("cursor") is { } cursor ? PlaceOf(cursor) : 0;
        return call.JsonAsync(new JsonObject
        {
            ["items"] = Items(call, start, Size(call)),
            ["next_cursor"] = After(call, start) is { } next ? CursorOf(next) : null,
        });
    }

    private static Task NumberAsync(HttpbinCall call)
    {
        var page = Math.Clamp(call.Arg("page", 1), 1, MaxTotal);
        return call.JsonAsync(new JsonObject
        {
            ["items"] = Items(call, (long)(page - 1) * Size(call), Size(call)),
            ["page"] = page,
        });
    }

    private static Task OffsetAsync(HttpbinCall call) => call.JsonAsync(new JsonObject
    {
        ["items"] = Items(call, Math.Max(0, call.Arg("offset", 0)), Size(call, "limit")),
        ["total"] = Total(call),
    });

    private static JsonArray Items(HttpbinCall call, long start, int size)
    {
        var items = new JsonArray();
        for (var id = start + 1; id <= Math.Min(start + size, Total(call)); id++)
        {
            items.Add((JsonNode)new JsonObject
            {
                ["id"] = id,
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"item {id}"),
            });
        }

        return items;
    }

    // Where the next page begins; null after the last one.
    private static int? After(HttpbinCall call, int start) =>
        start + (long)Size(call) < Total(call) ? start + Size(call) : null;

    private static string At(HttpbinCall call, int start) => string.Create(
        CultureInfo.InvariantCulture, $"{call.Target.Path}?total={Total(call)}&size={Size(call)}&from={start}");

    private static string CursorOf(int start) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"after:{start}")));

    private static int PlaceOf(string cursor)
    {
        var text = Encoding.ASCII.GetString(Convert.FromBase64String(cursor));
        return text.StartsWith("after:", StringComparison.Ordinal)
            ? int.Parse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw new FormatException("It is no cursor of this list.");
    }
}
