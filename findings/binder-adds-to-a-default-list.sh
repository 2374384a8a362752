#!/usr/bin/env bash
# Configuration binder: a configured list is added to the default list, even where that is an array
#
# Guess:    a list in configuration takes the place of the default one; at the least an array does, for it cannot grow.
# Truth:    lists, arrays and read-only lists alike hold the defaults first and then what was configured. An empty list
#           in the JSON takes nothing away. Configuration can't make such a list shorter.
# Versions: Microsoft.Extensions.Configuration.Binder and .Json 10.0.14, .NET 10.0.12
# Date:     2026-11-30
# Why:      "retry only 503" in configuration leaves the statuses that the program retries by default in force. A client
#           library that takes options from configuration must start from an empty list and put its defaults in later.
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
    <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="[10.0.14]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Microsoft.Extensions.Configuration;

Console.WriteLine($".NET {Environment.Version}");
foreach (var entries in new[] { "[503]", "[]" })
{
    var json = $$"""{"List":{{entries}},"Array":{{entries}},"ReadOnly":{{entries}}}""";
    var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
    var retries = new ConfigurationBuilder().AddJsonStream(text).Build().Get<Retries>();
    Console.WriteLine(json);
    Console.WriteLine($"  List     {string.Join(" ", retries.List)}");
    Console.WriteLine($"  Array    {string.Join(" ", retries.Array)}");
    Console.WriteLine($"  ReadOnly {string.Join(" ", retries.ReadOnly)}");
}

class Retries
{
    public List<int> List { get; set; } = [429, 500];
    public int[] Array { get; set; } = [429, 500];
    public IReadOnlyList<int> ReadOnly { get; set; } = [429, 500];
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
{"List":[503],"Array":[503],"ReadOnly":[503]}
  List     429 500 503
  Array    429 500 503
  ReadOnly 429 500 503
{"List":[],"Array":[],"ReadOnly":[]}
  List     429 500
  Array    429 500
  ReadOnly 429 500
WANT
