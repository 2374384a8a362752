namespace Peregrine;

/// <summary>Servers that redirect, and others where redirects lead.</summary>
internal static class Redirecting
{
    internal static string To(string location, int status = 302, string more = "") =>
        $"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\n{more}Content-Length: 0\r\n\r\n";

    /// <summary>
    /// Redirects the first request on each of its connections' first target, and answers every other one.
    /// </summary>
    internal static Func<RawConnection, Task> Once(Func<string> answer, string from = "/a") =>
        Once(() => System.Text.Encoding.Latin1.GetBytes(answer()), from);

    /// <summary>As the other, with an answer of octets.</summary>
    internal static Func<RawConnection, Task> Once(Func<byte[]> answer, string from = "/a") => async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            await connection.SendAsync(request.Target.Split('?')[0] == from
                ? answer()
                : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
        }
    };

    /// <summary>A name of loopback: another host, though the address is the same.</summary>
    internal static string At(this RawServer server, string host) =>
        server.Root.Replace("127.0.0.1", host, StringComparison.Ordinal);
}
