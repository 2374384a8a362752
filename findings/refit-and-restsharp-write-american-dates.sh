#!/usr/bin/env bash
# Refit, RestSharp: a date in a query is written as 11/30/2026, a boolean as True, a list with a comma
#
# Guess:    clients for JSON interfaces write a query as JSON writes values: true, 2026-11-30T12:00:00+01:00, and a list
#           as a repeated name (tag=a&tag=b), as forms do.
# Truth:    both write the .NET text of the invariant culture: True, 11/30/2026 12:00:00 +01:00, and a list as one value
#           with a comma (a%2Cb). Flurl writes the date as ISO 8601 and repeats the name, but True as well.
# Versions: Refit 16.4.0, RestSharp 114.1.0, Flurl.Http 4.0.2, .NET 10.0.12
# Date:     2026-11-30
# Why:      30 November is caught by most servers, 3 April (04/03/2026) is read by many as 4 March. A server that
#           compares with "true" takes True for false; one that wants a repeated name sees one tag called "a,b". The
#           same call moved from one of these clients to another asks for something else.
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
    <PackageReference Include="Refit" Version="[16.4.0]" />
    <PackageReference Include="RestSharp" Version="[114.1.0]" />
    <PackageReference Include="Flurl.Http" Version="[4.0.2]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Flurl.Http;
using Refit;
using RestSharp;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var application = builder.Build();
application.MapGet("/q", (HttpRequest request) => request.QueryString.Value);
await application.StartAsync();
var root = application.Urls.First();
Console.WriteLine($".NET {Environment.Version}");
var date = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(1));
string[] tags = ["a", "b"];

using var client = new HttpClient { BaseAddress = new Uri(root) };
Console.WriteLine("Refit     " + await RestService.For<IQuery>(client).AskAsync(true, date, tags));
using var rest = new RestClient(root);
var asked = new RestRequest("q").AddObject(new { flag = true, date, tags });
Console.WriteLine("RestSharp " + (await rest.ExecuteGetAsync(asked)).Content);
Console.WriteLine("Flurl     " + await new FlurlRequest(root + "/q").SetQueryParams(new { flag = true, date, tags })
    .GetStringAsync());

public interface IQuery
{
    [Get("/q")]
    Task<string> AskAsync(bool flag, DateTimeOffset date, string[] tags);
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
Refit     ?flag=True&date=11%2F30%2F2026%2012%3A00%3A00%20%2B01%3A00&tags=a%2Cb
RestSharp ?flag=True&date=11%2f30%2f2026%2012%3a00%3a00%20%2b01%3a00&tags=a%2cb
Flurl     ?flag=True&date=2026-11-30T12%3A00%3A00.0000000%2B01%3A00&tags=a&tags=b
WANT
