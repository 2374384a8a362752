using System.Text;

namespace Peregrine;

/// <summary><c>/image</c> and <c>/image/{png,jpeg,webp,svg}</c>: squares of eight by eight, made by hand.</summary>
internal static class HttpbinImages
{
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAM0lEQVR42mP4cMJGza0CEzEAMVY5BgiFKccAZ6HJMSBzkOUY0EyAyzFg"
        + "WguRY8DqVqAcAIvvQYEFrJBcAAAAAElFTkSuQmCC";

    // Eight by eight, one grey component, a single block whose coefficients are all zero.
    private const string Jpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
        + "EBAQEBAQEBAQEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8A"
        + "P//Z";

    // Lossless, five prefix codes of one symbol each: the pixels take no bits.
    private const string Webp = "UklGRhoAAABXRUJQVlA4TA4AAAAvB8ABAKhRTYrX/wIAAA==";

    private const string Svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" viewBox="0 0 8 8">
          <rect width="8" height="8" fill="#264678"/>
          <path d="M0 0L8 8" stroke="#f0c83c"/>
        </svg>

        """;

    // In the order in which /image looks for them.
    private static readonly (string Type, byte[] Content)[] All =
    [
        ("image/webp", Convert.FromBase64String(Webp)),
        ("image/svg+xml", Encoding.UTF8.GetBytes(Svg)),
        ("image/jpeg", Convert.FromBase64String(Jpeg)),
        ("image/png", Convert.FromBase64String(Png)),
    ];

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("image", NegotiateAsync),
        new("image/png", call => SendAsync(call, "image/png")),
        new("image/jpeg", call => SendAsync(call, "image/jpeg")),
        new("image/webp", call => SendAsync(call, "image/webp")),
        new("image/svg", call => SendAsync(call, "image/svg+xml")),
    ];

    private static Task NegotiateAsync(HttpbinCall call)
    {
        var accept = call.Header("Accept") ?? "image/png";
        accept = accept.Replace("image/*", "image/png", StringComparison.OrdinalIgnoreCase);
        var found = All.FirstOrDefault(image => accept.Contains(image.Type, StringComparison.OrdinalIgnoreCase));
        return found.Type is null ? HttpbinStatus.StatusAsync(call, 406) : call.BytesAsync(found.Content, found.Type);
    }

    private static Task SendAsync(HttpbinCall call, string type) =>
        call.BytesAsync(All.Single(image => image.Type == type).Content, type);
}
