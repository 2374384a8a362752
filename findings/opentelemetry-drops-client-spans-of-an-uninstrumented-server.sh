#!/usr/bin/env bash
# OpenTelemetry for .NET: client spans vanish inside a server's requests when only the client is instrumented
#
# Guess:    a service that adds AddHttpClientInstrumentation alone gets a span for each call that it makes; those spans
#           are roots, because nothing traces the incoming request.
# Truth:    no span at all for calls inside a request, though calls outside of one have theirs. ASP.NET Core starts an
#           Activity for each request as soon as any logger is there, nothing records it, and the default sampler
#           follows its parent. With no logger provider the spans appear, and so they do with the instrumentation of
#           the server.
# Versions: OpenTelemetry.Extensions.Hosting 1.20.1, OpenTelemetry.Instrumentation.Http 1.20.2,
#           OpenTelemetry.Instrumentation.AspNetCore 1.20.2, ASP.NET Core 10.0.12 (SDK 10.0.401)
# Date:     2026-11-30
# Why:      a developer who looks for the spans of a client library in a service finds none and blames the library. The cure is
#           to instrument the server too, or to set a sampler that does not ask the parent.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
echo '{"sdk":{"version":"10.0.401","rollForward":"disable"}}' >global.json
export NUGET_PACKAGES=$dir/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="OpenTelemetry.Exporter.InMemory" Version="[1.20.1]" />
    <PackageReference Include="OpenTelemetry.Extensions.Hosting" Version="[1.20.1]" />
    <PackageReference Include="OpenTelemetry.Instrumentation.AspNetCore" Version="[1.20.2]" />
    <PackageReference Include="OpenTelemetry.Instrumentation.Http" Version="[1.20.2]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System.Diagnostics;
using OpenTelemetry.Trace;

Console.WriteLine($".NET {Environment.Version}");
await RunAsync("client alone, a console logger", logs: true, tracesServer: false);
await RunAsync("client alone, no logger", logs: false, tracesServer: false);
await RunAsync("client and server, a console logger", logs: true, tracesServer: true);

static async Task RunAsync(string what, bool logs, bool tracesServer)
{
    var spans = new List<Activity>();
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.ClearProviders();
    if (logs) builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddHttpClient();
    builder.Services.AddOpenTelemetry().WithTracing(tracing =>
    {
        tracing.AddHttpClientInstrumentation().AddInMemoryExporter(spans);
        if (tracesServer) tracing.AddAspNetCoreInstrumentation();
    });
    await using var app = builder.Build();
    app.MapGet("/inner", () => "inner");
    app.MapGet("/outer", async (HttpClient client, HttpContext context) =>
        await client.GetStringAsync($"http://{context.Request.Host}/inner"));
    await app.StartAsync();
    using var outside = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    await outside.GetStringAsync(app.Urls.First() + "/outer");
    app.Services.GetRequiredService<TracerProvider>().ForceFlush();
    await app.StopAsync();
    Console.WriteLine($"{what}: {spans.Count(span => span.Kind == ActivityKind.Client)} client span(s)");
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
client alone, a console logger: 0 client span(s)
client alone, no logger: 1 client span(s)
client and server, a console logger: 1 client span(s)
WANT
