using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>The framework's handler with nothing above it, used as sparingly as it can be.</summary>
internal sealed partial class InvokerAdapter(Place place, Endpoints endpoints) : Adapter
{
    private readonly HttpMessageInvoker _invoker = new(Adapters.Handler(place));
    private readonly Uri _root = new(Adapters.Root(place, endpoints));
    private readonly Uri _json = new(Adapters.Root(place, endpoints) + "/json");
    private readonly Uri _echo = new(Adapters.Root(place, endpoints) + "/echo");

    internal override async Task<Document> GetAsync()
    {
        using var response = await _invoker.SendAsync(Request(HttpMethod.Get, _json), default);
        return await ParseAsync<Document>(response.Content);
    }

    internal override Document Get()
    {
        using var response = _invoker.Send(Request(HttpMethod.Get, _json), default);
        using var stream = response.Content.ReadAsStream();
        var buffer = ArrayPool<byte>.Shared.Rent((int)response.Content.Headers.ContentLength!.Value);
        try
        {
            var length = stream.ReadAtLeast(
                buffer, (int)response.Content.Headers.ContentLength, throwOnEndOfStream: true);
            return JsonSerializer.Deserialize<Document>(buffer.AsSpan(0, length), JsonSerializerOptions.Web)!;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    internal override async Task<Receipt> PostAsync(Document document)
    {
        var request = Request(HttpMethod.Post, _echo);
        request.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(document, JsonSerializerOptions.Web));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _invoker.SendAsync(request, default);
        return await ParseAsync<Receipt>(response.Content);
    }

    internal override async Task<Document> GetBusyAsync(int number)
    {
        var url = new Uri(_root, $"/busy/{number}");
        while (true)
        {
            using var response = await _invoker.SendAsync(Request(HttpMethod.Get, url), default);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await ParseAsync<Document>(response.Content);
            }
        }
    }

    internal override async Task<long> LinesAsync()
    {
        using var response = await _invoker.SendAsync(Request(HttpMethod.Get, new Uri(_root, "/lines")), default);
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(), new(bufferSize: Payload.BufferSize));
        for (var lines = 0L; ;)
        {
            var read = await reader.ReadAsync();
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                lines += Encoding.UTF8.GetString(rest.Slice(0, end)) is not null ? 1 : 0;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return lines;
            }
        }
    }

    public override void Dispose() => _invoker.Dispose();

    private HttpRequestMessage Request(HttpMethod method, Uri url) => new(method, url)
    {
        Version = Adapters.IsHttp2(place) ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static async Task<T> ParseAsync<T>(HttpContent content)
    {
        await using var stream = await content.ReadAsStreamAsync();
        var buffer = ArrayPool<byte>.Shared.Rent((int)content.Headers.ContentLength!.Value);
        try
        {
            var length = await stream.ReadAtLeastAsync(
                buffer, (int)content.Headers.ContentLength, throwOnEndOfStream: true);
            return JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), JsonSerializerOptions.Web)!;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
