using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>What a <see cref="LoopbackServer"/> answers.</summary>
/// <param name="Status">The status and its phrase.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">The body.</param>
internal sealed record LoopbackReply(string Status, string ContentType, string Body)
{
    /// <summary>A field more, as it stands on its line.</summary>
    internal string? Field { get; init; }

    internal static LoopbackReply Json(string body) => new("200 OK", "application/json", body);

    internal static LoopbackReply NotFound => new("404 Not Found", "text/plain", "There is nothing here.");

    internal byte[] ToBytes()
    {
        var length = Encoding.UTF8.GetByteCount(Body).ToString(CultureInfo.InvariantCulture);
        var field = Field is null ? "" : Field + "\r\n";
        return Encoding.UTF8.GetBytes($"HTTP/1.1 {Status}\r\nContent-Type: {ContentType}\r\n"
            + $"Content-Length: {length}\r\n{field}Connection: close\r\n\r\n{Body}");
    }
}
