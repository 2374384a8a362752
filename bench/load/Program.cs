using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Peregrine;
using Peregrine.Load;

if (LoadSettings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine("load: it takes --seconds, from 10, and --rate, from 1, each with a whole number.");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ledger = new SpanLedger();
var metrics = new ShopMetrics();
await using var collector = await Collector.StartAsync(ledger, metrics);
await using var shop = await ShopProcess.StartAsync(settings.Shop, collector.Url);
using var watch = new ShopWatch(shop, metrics, settings);

LoadResult result;
using (Traces(collector.Url))
using (var session = new HttpSession(new()
{
    BaseUrl = shop.Url,
    Cookies = CookieJar.None,
    Limits = new Limits { IdleExpiry = TimeSpan.FromSeconds(5) },
}))
{
    result = await new Driver(session, settings, watch).RunAsync();
}

if (!shop.IsRunning)
{
    Console.WriteLine($"WRONG        the shop ended by itself; {result.Failures.FirstOrDefault()}");
    return 1;
}

await watch.RestAsync();
await shop.StopAsync(); // Its last spans are on their way until it has ended.

return new LoadReport(settings, result, watch, metrics, ledger.Judge()).Print();

static TracerProvider Traces(Uri collector) => Sdk.CreateTracerProviderBuilder()
    .ConfigureResource(resource => resource.AddService("load"))
    .AddSource("Peregrine")
    .AddOtlpExporter(otlp =>
    {
        otlp.Endpoint = new Uri(collector, "/v1/traces");
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.BatchExportProcessorOptions = new()
        {
            MaxQueueSize = ShopProcess.SpanQueue,
            MaxExportBatchSize = ShopProcess.SpanBatch,
            ScheduledDelayMilliseconds = 500,
        };
    })
    .Build();
