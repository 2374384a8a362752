using System.Net;

namespace Peregrine.Bench;

/// <summary>Ours: with its defaults, or with everything on that a session can have.</summary>
internal partial class PeregrineAdapter : Adapter
{
    private readonly HttpSession _session;

    internal PeregrineAdapter(Place place, Endpoints endpoints, bool hasEverything, int? total = null)
        : this(Options(place, endpoints, total), endpoints, hasEverything)
    {
    }

    protected PeregrineAdapter(HttpSessionOptions options, Endpoints endpoints, bool hasEverything)
    {
        _hosts = new Hosts(endpoints);
        if (hasEverything)
        {
            options.Auth = Auth.Bearer("a-token-of-thirty-two-characters");
            options.Retry = new RetryPolicy(3) { BackoffFactor = 0 };
            options.Timeout = new Timeouts { Total = TimeSpan.FromSeconds(100) };
            options.OnRequest = _ => Requests++;
            options.OnResponse = _ => Responses++;
        }

        _session = new HttpSession(options);
        if (hasEverything)
        {
            _session.Cookies.Set(options.BaseUrl!, "session", "0123456789abcdef");
            _session.Cookies.Set(options.BaseUrl!, "theme", "dark");
        }
    }

    private long Requests { get; set; }

    private long Responses { get; set; }

    internal override Task<Document> GetAsync() => _session.GetAsync<Document>("/json");

    internal override Document Get() => _session.Get<Document>("/json");

    internal override Task<Receipt> PostAsync(Document document) =>
        _session.PostAsync<Receipt>("/echo", new() { Json = document });

    internal override Task<Document> GetBusyAsync(int number) => _session.GetAsync<Document>($"/busy/{number}");

    internal override void AddCookies(int count)
    {
        foreach (var (host, name, value) in Jar.Cookies(count))
        {
            _session.Cookies.Set($"http://{host}/", name, value);
        }
    }

    internal override async Task<long> DownAsync(int megabytes)
    {
        await using var response = await _session.StreamAsync(HttpMethod.Get, $"/down?{megabytes}");
        await using var stream = response.AsStream();
        var (buffer, total) = (new byte[Payload.BufferSize], 0L);
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; total += read)
        {
        }

        return total;
    }

    internal override long Down(int megabytes)
    {
        using var response = _session.Stream(HttpMethod.Get, $"/down?{megabytes}");
        using var stream = response.AsStream();
        var (buffer, total) = (new byte[Payload.BufferSize], 0L);
        for (int read; (read = stream.Read(buffer)) > 0; total += read)
        {
        }

        return total;
    }

    internal override Task UpAsync(int megabytes) =>
        _session.PostAsync(
            "/up", new() { Body = Body.Stream(new Zeros((long)megabytes << 20), length: (long)megabytes << 20) });

    internal override Task MultipartAsync(string path) =>
        _session.PostAsync("/up", new() { Files = { ["file"] = Upload.File(path) } });

    internal override async Task<long> LinesAsync()
    {
        await using var response = await _session.StreamAsync(HttpMethod.Get, "/lines");
        var lines = 0L;
        await foreach (var line in response.LinesAsync())
        {
            lines++;
        }

        return lines;
    }

    internal override async Task<long> RowsAsync()
    {
        await using var response = await _session.StreamAsync(HttpMethod.Get, "/rows");
        var sum = 0L;
        await foreach (var row in response.JsonLinesAsync<Row>())
        {
            sum += row.Id;
        }

        return sum;
    }

    public override void Dispose() => _session.Dispose();

    /// <summary>The body in the pieces in which the session gives it.</summary>
    protected async Task<long> CountAsync(int megabytes)
    {
        await using var response = await _session.StreamAsync(HttpMethod.Get, $"/down?{megabytes}");
        var total = 0L;
        await foreach (var chunk in response.ChunksAsync())
        {
            total += chunk.Length;
        }

        return total;
    }

    internal static HttpSessionOptions Options(Place place, Endpoints endpoints, int? total = null) => new()
    {
        BaseUrl = Adapters.Root(place, endpoints),
        Tls = place == Place.Secure ? TlsOptions.Insecure : null,
        Version = Adapters.IsHttp2(place) ? HttpVersion.Version20 : null,
        Limits = Limits(place, total),
        Filter = place == Place.Memory ? _ => new MemoryWire() : null,
        Transport = place == Place.Mock ? Mock() : null,
    };

    private static MockTransport Mock() =>
        new() { ["GET /json"] = _ => MockResponse.Bytes(Payload.Document, "application/json") };
}
