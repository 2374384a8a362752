using Shop;
using Shop.StandIns;

var builder = WebApplication.CreateBuilder(args);
await using var standIns = await StandInServers.StartAsync(builder.Configuration); // None, unless they are configured.

builder.Services.AddUpstreams(builder.Configuration);
builder.Services.AddUpstreamHealth();
builder.Services.AddObservation(builder.Configuration);
builder.Services.AddProblemDetails().AddExceptionHandler<UpstreamErrors>();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapProducts();
app.MapUpstreamHealth();
app.Lifetime.ApplicationStarted.Register(() => Welcome.Print(app));
await app.RunAsync();
