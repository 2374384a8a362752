using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>Sends a body to a server of either protocol and gives what arrived.</summary>
internal static class Uploading
{
    /// <summary>Blocking or not, HTTP/2 or HTTP/1.1.</summary>
    internal static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    internal static string TextOf(RecordedRequest request) => Encoding.UTF8.GetString(request.Body);

    internal static RawServer Server(bool http2, int status = 200) => new(http2
        ? Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await peer.HeadAsync(request.Stream, end: true, $":status: {status}");
            }
        })
        : Scripts.Answer($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n"));

    internal static HttpSession Session(RawServer server, bool http2, Action<HttpSessionOptions>? change = null) =>
        Sessions.For(server, options =>
        {
            options.Version = http2 ? HttpVersion.Version20 : null;
            change?.Invoke(options);
        });

    internal static async Task<RecordedRequest> SentAsync(bool blocking, bool http2, RequestOptions options)
    {
        await using var server = Server(http2);
        using var session = Session(server, http2);
        await session.SendAsync(blocking, HttpMethod.Post, "/", options, TestContext.Current.CancellationToken);
        return Assert.Single(server.Requests);
    }
}
