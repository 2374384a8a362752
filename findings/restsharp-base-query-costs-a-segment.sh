#!/usr/bin/env bash
# RestSharp: a query in the base address drops the last segment of its path
#
# Guess:    http://host/api + "x" is /api/x, and http://host/api?k=1 + "x" is /api/x?k=1.
# Truth:    the first is so: RestSharp puts the slash in that Uri would want. With a query in the base address it does
#           not, and /api?k=1 + "x" is /x: the segment is gone and so is the query. /api/?k=1 keeps the segment and
#           loses the query.
# Versions: RestSharp 114.1.0, .NET 10.0.12
# Date:     2026-11-30
# Why:      a key or a version of the interface (`?api-version=1`) is often part of the base address. The calls then go
#           to another path without the key, and what comes back is 404 or 401 with nothing said about the address.
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
    <PackageReference Include="RestSharp" Version="[114.1.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using RestSharp;
using System.Net;
using System.Net.Sockets;
using System.Text;

Console.WriteLine($".NET {Environment.Version}");
foreach (var path in new[] { "/api", "/api/", "/api?k=1", "/api/?k=1" })
{
    var heads = new List<string>();
    var port = Serve(heads, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    using var client = new RestClient($"http://127.0.0.1:{port}{path}");
    await client.ExecuteAsync(new RestRequest("x"));
    Console.WriteLine($"{path} + x -> {heads[0].Split(' ')[1]}");
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
/api + x -> /api/x
/api/ + x -> /api/x
/api?k=1 + x -> /x
/api/?k=1 + x -> /api/x
WANT
