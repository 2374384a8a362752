#!/usr/bin/env bash
# WebApplicationFactory: a setting of a test gives each section above it an empty text
#
# Guess:    UseSetting("Api:Retry:Total", "0") in a test sets that value in the configuration of the program, and no other.
# Truth:    "Api" and "Api:Retry" have a value too then, which is empty and not null: the factory hands all sections of
#           the test's configuration to the program as arguments of its command line, and an argument is never null. The same
#           setting in appsettings.json, in the environment or on a real command line leaves the sections null.
# Versions: Microsoft.AspNetCore.Mvc.Testing 10.0.15, ASP.NET Core 10.0
# Date:     2026-11-30
# Why:      code that reads options of an HTTP client, where an option may be a text ("Retry": 3) or a section
#           ("Retry": { "Total": 3 }), finds both at once: it works as deployed, and fails or goes wrong in tests.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
export NUGET_PACKAGES=$dir/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.AspNetCore.Mvc.Testing" Version="[10.0.15]" />
  </ItemGroup>
</Project>
PROJECT
cat >appsettings.json <<'JSON'
{ "Api": { "Retry": { "Total": 3 } } }
JSON
cat >Program.cs <<'PROGRAM'
using Microsoft.AspNetCore.Mvc.Testing;

if (args is ["tests"])
{
    Console.WriteLine($".NET {Environment.Version}");
    Show("appsettings.json", new WebApplicationFactory<Program>().Services);
    Show("UseSetting", new WebApplicationFactory<Program>()
        .WithWebHostBuilder(builder => builder.UseSetting("Api:Retry:Total", "0")).Services);
    return;
}

var host = WebApplication.CreateBuilder(args);
host.Logging.ClearProviders();
var app = host.Build();
if (args.Contains("--really"))
{
    Show("a command line", app.Services);
    return;
}

app.Run();

static void Show(string how, IServiceProvider services)
{
    var configuration = services.GetRequiredService<IConfiguration>();
    string Text(string path) => configuration[path] is { } value ? $"'{value}'" : "null";
    Console.WriteLine($"{how}: Api is {Text("Api")}, Api:Retry is {Text("Api:Retry")}, "
        + $"Api:Retry:Total is {Text("Api:Retry:Total")}");
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
export ASPNETCORE_TEST_CONTENTROOT_FINDING=$dir # where appsettings.json is
timeout 60 dotnet out/finding.dll tests >seen
timeout 60 dotnet out/finding.dll --Api:Retry:Total=0 --really >>seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
appsettings.json: Api is null, Api:Retry is null, Api:Retry:Total is '3'
UseSetting: Api is '', Api:Retry is '', Api:Retry:Total is '0'
a command line: Api is null, Api:Retry is null, Api:Retry:Total is '0'
WANT
