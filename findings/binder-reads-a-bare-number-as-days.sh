#!/usr/bin/env bash
# Configuration binder: a timeout of "5" is five days
#
# Guess:    "5" for a TimeSpan is five seconds, or an error that asks for a unit.
# Truth:    it is five days; "20" is twenty days. With one colon it is hours and minutes: "0:30" is half an hour, not
#           thirty seconds. Nothing warns: the handler itself refuses a timeout only above 24 days.
# Versions: Microsoft.Extensions.Configuration.Binder 10.0.14, .NET 10.0.12
# Date:     2026-11-30
# Why:      timeouts of HTTP calls come from configuration. An operator who writes ConnectTimeout=5 gets calls that, to
#           all appearance, have no limit, and learns of it at the first server that does not answer.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
export NUGET_PACKAGES=$dir/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Extensions.Configuration.Binder" Version="[10.0.14]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Microsoft.Extensions.Configuration;

Console.WriteLine($".NET {Environment.Version}");
foreach (var text in new[] { "5", "20", "0:30", "00:00:05" })
{
    var settings = new Dictionary<string, string> { ["ConnectTimeout"] = text };
    var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    using var handler = new SocketsHttpHandler();
    configuration.Bind(handler);
    Console.WriteLine($"ConnectTimeout={text} is {handler.ConnectTimeout.TotalSeconds} seconds");
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
ConnectTimeout=5 is 432000 seconds
ConnectTimeout=20 is 1728000 seconds
ConnectTimeout=0:30 is 1800 seconds
ConnectTimeout=00:00:05 is 5 seconds
WANT
