using System.Globalization;

namespace Peregrine;

/// <summary>
/// A server for questions of ownership, over HTTP/1.1 or HTTP/2: <c>/STATUS</c> is answered with that status, the
/// fields that each status wants, and a body of which only the first bytes come; <c>/</c> with <c>ok</c>, whole.
/// </summary>
internal static class BigServer
{
    private const string Begun = "data: first\n\n";
    private static readonly string[] Fields =
        [
            "content-type: text/event-stream", "content-length: 1000000",
            "location: /", "www-authenticate: Test realm=\"a\"",
        ];

    internal static RawServer Start(bool isHttp2) => new(isHttp2 ? Http2Peer.Script(ServeAsync) : ServeAsync);

    internal static HttpSession SessionFor(RawServer server, bool isHttp2, Action<HttpSessionOptions>? change = null) =>
        Sessions.For(server, options =>
        {
            options.Version = isHttp2 ? System.Net.HttpVersion.Version20 : null;
            options.Limits = new Limits { PerOrigin = 2 };
            options.Timeout = new Timeouts { Pool = TimeSpan.FromSeconds(2), Read = TimeSpan.FromSeconds(20) };
            change?.Invoke(options);
        });

    private static async Task ServeAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            await connection.SendAsync(StatusOf(request.Target) is { } status
                ? $"HTTP/1.1 {status} Some\r\n{string.Join("\r\n", Fields)}\r\n\r\n{Begun}"
                : Scripts.Ok);
        }
    }

    private static async Task ServeAsync(Http2Peer peer)
    {
        while (await peer.ReadRequestAsync() is { } request)
        {
            if (StatusOf(request.Path) is not { } status)
            {
                await peer.AnswerAsync(request.Stream, "ok");
                continue;
            }

            await peer.HeadAsync(request.Stream, end: false, [$":status: {status}", .. Fields]);
            await peer.DataAsync(request.Stream, Begun, end: false);
        }
    }

    private static int? StatusOf(string path) =>
        int.TryParse(path.AsSpan(1), CultureInfo.InvariantCulture, out var status) ? status : null;
}
