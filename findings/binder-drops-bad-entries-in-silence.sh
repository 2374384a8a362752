#!/usr/bin/env bash
# Configuration binder: a value that can't be converted is an error alone, and in a list or dictionary it vanishes
#
# Guess:    a value that can't be converted throws, wherever it stands.
# Truth:    for a member it throws. As an entry of a dictionary, a list or an array the entry is left out, without a
#           word, and the others move up. Only ErrorOnUnknownConfiguration, whose name speaks of unknown keys, brings
#           the error back.
# Versions: Microsoft.Extensions.Configuration.Binder 10.0.14, .NET 10.0.12
# Date:     2026-11-30
# Why:      timeouts by host, or statuses to retry, are such collections: with one slip of the pen the host has no
#           timeout of its own. A library should bind with ErrorOnUnknownConfiguration, or read the entries itself.
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
var settings = new Dictionary<string, string>
{
    ["Timeouts:a.test"] = "00:00:01",
    ["Timeouts:b.test"] = "2s",
    ["Timeouts:c.test"] = "00:00:03",
    ["Statuses:0"] = "429",
    ["Statuses:1"] = "5xx",
    ["Statuses:2"] = "503",
};
var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
var limits = configuration.Get<Limits>();
Console.WriteLine($"dictionary: {string.Join(" ", limits.Timeouts.Select(pair => $"{pair.Key}={pair.Value}"))}");
Console.WriteLine($"array: {string.Join(" ", limits.Statuses)}");
Report("strict", () => configuration.Get<Limits>(options => options.ErrorOnUnknownConfiguration = true));
settings = new() { ["Timeout"] = "2s" };
var single = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
Report("member", () => single.Get<Limits>());

static void Report(string name, Action bind)
{
    try
    {
        bind();
        Console.WriteLine($"{name}: bound");
    }
    catch (InvalidOperationException)
    {
        Console.WriteLine($"{name}: InvalidOperationException");
    }
}

class Limits
{
    public TimeSpan Timeout { get; set; }
    public Dictionary<string, TimeSpan> Timeouts { get; set; } = [];
    public int[] Statuses { get; set; } = [];
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
dictionary: a.test=00:00:01 c.test=00:00:03
array: 429 503
strict: InvalidOperationException
member: InvalidOperationException
WANT
