using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>Streamed responses whose body comes in pieces of the test's choice.</summary>
internal static class Streamed
{
    internal static Task<Response> TextAsync(params string[] pieces) =>
        BytesAsync([.. pieces.Select(Encoding.UTF8.GetBytes)]);

    internal static Task<Response> BytesAsync(params byte[][] pieces) => OfAsync(new PiecesStream(pieces));

    internal static async Task<Response> OfAsync(
        Stream body, string? contentType = null, string? contentEncoding = null,
        int status = 200, RequestOptions? options = null)
    {
        var session = new HttpSession(new() { Transport = new Server(body, contentType, contentEncoding, status) });
        return await session.StreamAsync(HttpMethod.Get, "http://h.test/x", options);
    }

    /// <summary>All items, read by the blocking reader or the asynchronous one.</summary>
    internal static async Task<List<T>> ListAsync<T>(
        bool blocking, Func<IEnumerable<T>> items, Func<IAsyncEnumerable<T>> itemsAsync)
    {
        if (blocking)
        {
            return [.. items()];
        }

        var list = new List<T>();
        await foreach (var item in itemsAsync())
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>The bytes cut at these places at random.</summary>
    internal static byte[][] Cut(byte[] bytes, Random random)
    {
        var pieces = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(random.Next(1, random.Next(2, 20)), bytes.Length - at);
            pieces.Add(bytes[at..(at + count)]);
            at += count;
        }

        return [.. pieces];
    }

    private sealed class Server(Stream body, string? contentType, string? contentEncoding, int status)
        : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(body) };
            Add(reply, "Content-Type", contentType);
            Add(reply, "Content-Encoding", contentEncoding);
            return Task.FromResult(reply);
        }

        private static void Add(HttpResponseMessage reply, string name, string? value) =>
            _ = value is null || reply.Content.Headers.TryAddWithoutValidation(name, value);
    }
}
