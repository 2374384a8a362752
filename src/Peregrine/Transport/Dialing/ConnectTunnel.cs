using System.Text;

namespace Peregrine;

/// <summary>
/// CONNECT (RFC 9110, section 9.3.6). It carries what the proxy is to know and nothing of the request; of the answer
/// only the status counts, no cookie, no body and no redirect.
/// </summary>
internal static class ConnectTunnel
{
    private const int Room = 4096;

    /// <summary>Asks for the tunnel, and gives the answer's head: success, or the proxy's reason.</summary>
    /// <exception cref="MalformedException">The answer is no head of HTTP/1, too large, or followed by what no server
    /// can have sent.</exception>
    internal static async ValueTask<ResponseHead> OpenAsync(
        ProxyWire wire, string target, Headers fields, string? authorization)
    {
        await wire.WriteAsync(Encoding.UTF8.GetBytes(HeadOf(target, fields, authorization))).ConfigureAwait(false);
        var received = new ReadBuffer();
        var parser = new ResponseHeadParser(HeadLimit.Standard);
        while (true)
        {
            received.Received(await wire.ReadAsync(received.Free(Room)).ConfigureAwait(false));
            var isComplete = parser.Read(received.Span, out var consumed);
            received.Consume(consumed);
            if (isComplete)
            {
                var hasMore = received.Count > 0;
                received.GiveBack();
                return IsOpen(parser.Result) && hasMore ? throw TooMuch() : parser.Result;
            }
        }
    }

    /// <summary>Whether the tunnel is there.</summary>
    internal static bool IsOpen(ResponseHead head) => head.StatusCode is >= 200 and <= 299;

    private static string HeadOf(string target, Headers fields, string? authorization)
    {
        var head = new StringBuilder($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
        foreach (var field in fields)
        {
            head.Append(field.Name).Append(": ").Append(field.Value).Append("\r\n");
        }

        return authorization is null
            ? head.Append("\r\n").ToString()
            : head.Append(HeaderNames.ProxyAuthorization).Append(": ")
                .Append(authorization).Append("\r\n\r\n").ToString();
    }

    // A server says nothing before the client does, so this is the proxy's own.
    private static MalformedException TooMuch() => new("it sent more than the head of its answer to CONNECT");
}
