#!/usr/bin/env bash
# Kestrel: without TLS its default protocols refuse HTTP/2 by a lone GOAWAY, before any SETTINGS
#
# Guess:    the default is "HTTP/1.1 and HTTP/2", so prior knowledge works; or else the preface gets 400 as text.
# Truth:    the server sends seventeen bytes and closes: one GOAWAY with HTTP_1_1_REQUIRED (0x0d), last stream 0, and
#           no SETTINGS frame before it. A request of HTTP/1.1 on the same port is answered as always.
# Versions: ASP.NET Core 10.0.12 (SDK 10.0.401)
# Date:     2026-11-30
# Why:      a client that takes a first frame other than SETTINGS for a broken preface reports a "protocol error", where
#           the frame says in full what to do: the host is well, ask it again over HTTP/1.1.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
echo '{"sdk":{"version":"10.0.401","rollForward":"disable"}}' >global.json # No package: the SDK is what is pinned.
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
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

Console.WriteLine($".NET {Environment.Version}");
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
await using var app = builder.Build();
app.Urls.Add("http://127.0.0.1:0");
app.MapGet("/", () => "hello");
await app.StartAsync();
var port = new Uri(app.Urls.First()).Port;

using var peer = new TcpClient();
await peer.ConnectAsync("127.0.0.1", port);
var stream = peer.GetStream();
byte[] emptySettings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
await stream.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. emptySettings]);
var got = new MemoryStream();
await stream.CopyToAsync(got);
var bytes = got.ToArray();
Console.WriteLine($"bytes {Convert.ToHexString(bytes)}");
Console.WriteLine($"first frame is of kind {bytes[3]}, error code {bytes[16]}, bytes after it: {bytes.Length - 17}");

using var http = new HttpClient();
Console.WriteLine($"HTTP/1.1 on the same port: {await http.GetStringAsync($"http://127.0.0.1:{port}/")}");
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
bytes 000008070000000000000000000000000D
first frame is of kind 7, error code 13, bytes after it: 0
HTTP/1.1 on the same port: hello
WANT
