// A small service without reflection: a session from configuration, a client class over it, a pipeline of Polly, a
// factory's client over the session, a reload. It is compiled with the trim and AOT analyzers, and published as a
// native program by a long test; a warning is an error. The other API is in the same process.
using System.Text.Json;
using Microsoft.Extensions.Options;
using Peregrine;
using Peregrine.Service;
using Polly;

var sends = 0;
var otherBuilder = WebApplication.CreateSlimBuilder();
otherBuilder.Logging.ClearProviders();
otherBuilder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, ServiceContext.Default));
await using var other = otherBuilder.Build();
other.Urls.Add("http://127.0.0.1:0");
other.MapGet("/products/{id:int}", (int id, HttpRequest request) => ++sends % 2 == 1
    ? Results.StatusCode(503)
    : Results.Ok(new Product(id, request.Headers["X-Name"].ToString())));
await other.StartAsync();

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, ServiceContext.Default));
builder.Configuration["Shop:BaseUrl"] = other.Urls.First();
builder.Configuration["Shop:Headers:X-Name"] = "Lamp";
builder.Configuration["Shop:Timeout:Total"] = "00:00:30";
builder.Configuration["Shop:RateLimit:PerSecond"] = "1000";
builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop"));
builder.Services.AddHttpSession("shop", (_, options) => options.JsonOptions =
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = ServiceContext.Default })
    .AddApiClient<ShopClient>()
    .AddResilience(pipeline => pipeline
        .AddRetry(new() { Delay = TimeSpan.Zero })
        .AddCircuitBreaker(new())
        .AddTimeout(TimeSpan.FromSeconds(20)));
builder.Services.AddHttpClient("legacy").UseHttpSession("shop");
await using var app = builder.Build();
app.Urls.Add("http://127.0.0.1:0");
app.MapGet("/lamps/{id:int}", (int id, ShopClient shop, CancellationToken token) => shop.ProductAsync(id, token));
app.MapGet("/raw/{id:int}", async (int id, [FromKeyedServices("shop")] HttpSession session) =>
    (await session.GetAsync($"/products/{id}")).Text);
app.MapGet("/legacy/{id:int}", (int id, IHttpClientFactory clients) =>
    clients.CreateClient("legacy").GetStringAsync(new Uri($"products/{id}", UriKind.Relative)));
await app.StartAsync();

Require("/lamps/1", """{"id":1,"name":"Lamp"}""");
Require("/raw/2", """{"id":2,"name":"Lamp"}""");
Require("/legacy/3", """{"id":3,"name":"Lamp"}""");
builder.Configuration["Shop:Headers:X-Name"] = "Desk";
((IConfigurationRoot)app.Configuration).Reload();
Require("/lamps/4", """{"id":4,"name":"Desk"}""");
await RequireRefusedAsync();
Console.WriteLine($"ok: {sends} sends");

void Require(string path, string expected)
{
    var answer = Http.Get(app.Urls.First() + path);
    if (answer.StatusCode != 200 || answer.Text != expected)
    {
        throw new InvalidOperationException($"{path}: {answer.StatusCode} {answer.Text}");
    }
}

static async Task RequireRefusedAsync()
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.Configuration["Shop:Timeout:Conect"] = "2";
    builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop"));
    await using var app = builder.Build();
    try
    {
        await app.StartAsync();
    }
    catch (OptionsValidationException refused) when (refused.Message.StartsWith(
        "Shop:Timeout:Conect: ", StringComparison.Ordinal))
    {
        return;
    }

    throw new InvalidOperationException("A name that is no option was not refused.");
}
