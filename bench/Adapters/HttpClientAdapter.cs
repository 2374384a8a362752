using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace Peregrine.Bench;

/// <summary>
/// HttpClient, used as its own documentation advises; retries are Polly's. It has no blocking twin of GetFromJsonAsync:
/// `completion` says whether the blocking GET does what that does, or what Send does by default.
/// </summary>
internal sealed partial class HttpClientAdapter(Place place, Endpoints endpoints, HttpCompletionOption completion)
    : Adapter
{
    private static readonly ResiliencePipeline<HttpResponseMessage> Retries =
        new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().HandleResult(
                    r => r.StatusCode == HttpStatusCode.ServiceUnavailable),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.Zero,
            })
            .Build();

    private readonly CookieContainer _cookies = new(capacity: 10_000, perDomainCapacity: 100, maxCookieSize: 4096);
    private HttpClient? _client;

    // Made at the first call, because a jar has to be given to a handler before that.
    private HttpClient Client => _client ??= Make(Adapters.Handler(place));

    internal override Task<Document> GetAsync() => Client.GetFromJsonAsync<Document>("json")!;

    internal override Document Get()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "json");
        using var response = Client.Send(request, completion);
        response.EnsureSuccessStatusCode();
        using var stream = response.Content.ReadAsStream();
        return JsonSerializer.Deserialize<Document>(stream, JsonSerializerOptions.Web)!;
    }

    internal override async Task<Receipt> PostAsync(Document document)
    {
        using var response = await Client.PostAsJsonAsync("echo", document);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Receipt>())!;
    }

    internal override async Task<Document> GetBusyAsync(int number)
    {
        using var response = await Retries.ExecuteAsync(
            static async (state, token) =>
                await state.Client.GetAsync(state.Url, HttpCompletionOption.ResponseHeadersRead, token),
            (Client, Url: $"busy/{number}"));
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Document>())!;
    }

    internal override void AddCookies(int count)
    {
        var handler = (SocketsHttpHandler)Adapters.Handler(place);
        handler.CookieContainer = _cookies;
        foreach (var (host, name, value) in Jar.Cookies(count))
        {
            _cookies.Add(new Uri($"http://{host}/"), new System.Net.Cookie(name, value));
        }

        _client = Make(handler);
    }

    internal override async Task<long> DownAsync(int megabytes)
    {
        using var response = await Client.GetAsync($"down?{megabytes}", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[Payload.BufferSize], 0L);
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; total += read)
        {
        }

        return total;
    }

    internal override long Down(int megabytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"down?{megabytes}");
        using var response = Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = response.Content.ReadAsStream();
        var (buffer, total) = (new byte[Payload.BufferSize], 0L);
        for (int read; (read = stream.Read(buffer)) > 0; total += read)
        {
        }

        return total;
    }

    internal override async Task UpAsync(int megabytes)
    {
        using var content = new StreamContent(new Zeros((long)megabytes << 20), Payload.BufferSize);
        content.Headers.ContentLength = (long)megabytes << 20;
        using var response = await Client.PostAsync("up", content);
        response.EnsureSuccessStatusCode();
    }

    internal override async Task MultipartAsync(string path)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, Payload.BufferSize, useAsync: true);
        using var content =
            new MultipartFormDataContent { { new StreamContent(file, Payload.BufferSize), "file", "file.bin" } };
        using var response = await Client.PostAsync("up", content);
        response.EnsureSuccessStatusCode();
    }

    internal override async Task<long> LinesAsync()
    {
        using var response = await Client.GetAsync("lines", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var lines = 0L;
        while (await reader.ReadLineAsync() is not null)
        {
            lines++;
        }

        return lines;
    }

    internal override async Task<long> RowsAsync()
    {
        using var response = await Client.GetAsync("rows", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var sum = 0L;
        while (await reader.ReadLineAsync() is { } line)
        {
            sum += JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!.Id;
        }

        return sum;
    }

    public override void Dispose() => _client?.Dispose();

    private HttpClient Make(HttpMessageHandler handler) => new(handler)
    {
        BaseAddress = new Uri(Adapters.Root(place, endpoints)),
        DefaultRequestVersion = Adapters.IsHttp2(place) ? HttpVersion.Version20 : HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
