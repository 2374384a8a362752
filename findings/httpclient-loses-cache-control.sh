#!/usr/bin/env bash
# .NET: one large max-age makes the whole Cache-Control disappear, no-store with it
#
# Guess:    a max-age above what an int holds is capped, or null; the other directives stay.
# Truth:    Headers.CacheControl is null, as if the server had sent no such header. The limit is 2147483647; 2147483648,
#           the very number that RFC 9111 (section 1.2.2) names as the stand-in for "too large", is past it. Headers.Age
#           is lost likewise. GetValues still has the text.
# Versions: .NET 10.0.12 (SDK 10.0.401)
# Date:     2026-11-30
# Why:      a cache above HttpClient that asks `CacheControl?.NoStore` keeps a page that the server forbade it to keep.
#           It has to read the text of the header itself.
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
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System.Net;
using System.Net.Sockets;
using System.Text;

Console.WriteLine($".NET {Environment.Version}");
foreach (var seconds in new[] { "2147483647", "2147483648" })
{
    var answer = $"HTTP/1.1 200 OK\r\nCache-Control: no-store, max-age={seconds}\r\nAge: {seconds}\r\n" +
        "Content-Length: 0\r\nConnection: close\r\n\r\n";
    var port = Serve([], answer);
    using var http = new HttpClient();
    using var response = await http.GetAsync($"http://127.0.0.1:{port}/");
    var headers = response.Headers;
    Console.WriteLine($"sent:  {string.Join(" | ", headers.GetValues("Cache-Control"))}");
    Console.WriteLine($"typed: {headers.CacheControl?.ToString() ?? "null"}, Age {headers.Age?.ToString() ?? "null"}");
    Console.WriteLine($"no-store seen: {headers.CacheControl?.NoStore == true}");
}

// Answers each connection in turn with the text given, after it has read one request's head.
static int Serve(List<string> heads, params string[] answers)
{
    var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    _ = Task.Run(async () =>
    {
        foreach (var answer in answers)
        {
            using var peer = await listener.AcceptTcpClientAsync();
            var stream = peer.GetStream();
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n"))
            {
                var count = await stream.ReadAsync(buffer);
                if (count == 0) break;
                head.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
            heads.Add(head.ToString());
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
        }
        listener.Stop();
    });
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
sent:  no-store, max-age=2147483647
typed: no-store, max-age=2147483647, Age 24855.03:14:07
no-store seen: True
sent:  no-store, max-age=2147483648
typed: null, Age null
no-store seen: False
WANT
