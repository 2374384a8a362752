#!/usr/bin/env bash
# RestSharp: AddJsonBody("hello") sends hello as application/json, and an answer in plain text is null, no error
#
# Guess:    a string is serialized as any other value is: "hello" with its quotes. An answer that can't be made the
#           asked type is an error of the response.
# Truth:    a string is taken for JSON that is made already, so the body is no JSON, and no error is raised. A 200 that
#           says "sorry, busy" as text/plain is Completed and successful, with no exception, and Data that is null.
# Versions: RestSharp 114.1.0, Flurl.Http 4.0.2 (for comparison), .NET 10.0.12
# Date:     2026-11-30
# Why:      code that passes on "some value" (a cache, a queue) sends something else for strings alone, and the server
#           answers 400. A page of a proxy in place of the answer reads as a server that found nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
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
    <PackageReference Include="RestSharp" Version="[114.1.0]" />
    <PackageReference Include="Flurl.Http" Version="[4.0.2]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Flurl.Http;
using RestSharp;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var application = builder.Build();
application.MapPost("/body", async (HttpRequest request) =>
    $"{await new StreamReader(request.Body).ReadToEndAsync()} as {request.ContentType}");
application.MapGet("/item", () => Results.Text("sorry, busy", "text/plain"));
await application.StartAsync();
var root = application.Urls.First();
Console.WriteLine($".NET {Environment.Version}");

using var rest = new RestClient(root);
var post = new RestRequest("body").AddJsonBody("hello");
Console.WriteLine("RestSharp sends " + (await rest.ExecutePostAsync(post)).Content);
using var sent = await new FlurlRequest(root + "/body").PostJsonAsync("hello");
Console.WriteLine("Flurl sends " + await sent.GetStringAsync());
var got = await rest.ExecuteGetAsync<Item>(new RestRequest("item"));
Console.WriteLine($"RestSharp reads {got.Content} as text/plain: {got.ResponseStatus}, IsSuccessful {got.IsSuccessful}, " +
    $"error {got.ErrorException?.Message ?? "none"}, Data {got.Data?.ToString() ?? "null"}");
try
{
    await new FlurlRequest(root + "/item").GetJsonAsync<Item>();
}
catch (FlurlParsingException e)
{
    Console.WriteLine($"Flurl throws {e.GetType().Name}");
}

public sealed record Item(string Name);
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
RestSharp sends hello as application/json; charset=utf-8
Flurl sends "hello" as application/json; charset=UTF-8
RestSharp reads sorry, busy as text/plain: Completed, IsSuccessful True, error none, Data null
Flurl throws FlurlParsingException
WANT
