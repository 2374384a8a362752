namespace Peregrine.Bench;

/// <summary>The clients that are compared, by name.</summary>
internal static class Adapters
{
    internal const string Raw = "raw";
    internal const string RawFlushed = "raw-flushed";
    internal const string HttpClient = "httpclient";
    internal const string HttpClientSend = "httpclient-send";
    internal const string RestSharp = "restsharp";
    internal const string Ours = "peregrine";
    internal const string OursWithAll = "peregrine-all";
    internal const string OursWithRate = "peregrine-rate";
    internal const string OursInChunks = "peregrine-chunks";
    internal const string OursOverHandler = "peregrine-over-handler";
    internal const string OursAsHttpClient = "peregrine-as-httpclient";
    internal const string OursUnflushed = "peregrine-unflushed";
    internal const string OursOfTen = "peregrine-10";
    internal const string OursOfThousands = "peregrine-4000";
    internal const string File = "file";
    internal const string Curl = "curl";

    internal static string[] Everywhere { get; } = [Raw, "invoker", HttpClient, RestSharp, Ours, OursWithAll];

    internal static bool AreOurs(string name) => name.StartsWith(Ours, StringComparison.Ordinal);

    internal static Adapter Make(string name, Place place, Endpoints endpoints) => name switch
    {
        Raw => IsHttp2(place) || place == Place.Mock
            ? throw new NotSupportedException()
            : new RawAdapter(place, endpoints),
        RawFlushed => new RawFlushedAdapter(place, endpoints),
        "invoker" => new InvokerAdapter(place, endpoints),
        HttpClient => new HttpClientAdapter(place, endpoints, HttpCompletionOption.ResponseHeadersRead),
        HttpClientSend => new HttpClientAdapter(place, endpoints, HttpCompletionOption.ResponseContentRead),
        RestSharp => new RestSharpAdapter(place, endpoints),
        Ours => new PeregrineAdapter(place, endpoints, hasEverything: false),
        OursWithAll => new PeregrineAdapter(place, endpoints, hasEverything: true),
        OursOfTen => new PeregrineAdapter(place, endpoints, hasEverything: false, total: 10),
        OursOfThousands => new PeregrineAdapter(place, endpoints, hasEverything: false, total: 4000),
        OursWithRate => new RatedAdapter(place, endpoints),
        OursInChunks => new ChunksAdapter(place, endpoints),
        OursOverHandler => new OverHandlerAdapter(place, endpoints),
        OursAsHttpClient => new AsHttpClientAdapter(place, endpoints),
        OursUnflushed => new UnflushedAdapter(place, endpoints),
        File => new FileAdapter(),
        _ => throw new ArgumentException($"no adapter {name}", nameof(name)),
    };

    internal static bool IsHttp2(Place place) => place is Place.Http2 or Place.Far or Place.Farther;

    internal static string Root(Place place, Endpoints endpoints) => place switch
    {
        Place.Secure => endpoints.Secure,
        Place.Http2 => endpoints.Http2,
        Place.Far => endpoints.Far,
        Place.Farther => endpoints.Farther,
        _ => endpoints.Clear,
    };

    /// <summary>
    /// The framework's handler for a place; its connections live as long as its own documentation advises.
    /// </summary>
    internal static HttpMessageHandler Handler(Place place)
    {
        if (place == Place.Mock)
        {
            return new MockAnswer();
        }

        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) };
        handler.SslOptions.RemoteCertificateValidationCallback = place == Place.Secure ? (_, _, _, _) => true : null;
        handler.MaxConnectionsPerServer = place == Place.Crowded ? 100 : int.MaxValue; // 100 is our default.
        handler.PooledConnectionIdleTimeout = place == Place.Idle ? Hosts.IdleTime : TimeSpan.FromMinutes(1);
        handler.ConnectCallback = place == Place.Memory ? (_, _) => new ValueTask<Stream>(new MemoryWire()) : null;
        return handler;
    }
}
