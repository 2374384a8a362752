#!/usr/bin/env bash
# Octokit: the path of a base address of one's own is thrown away, not added to
#
# Guess:    with the base address http://host/github/ a call goes to /github/repos/..., or /github/api/v3/repos/...
# Truth:    it goes to /api/v3/repos/...: any address but that of the public service keeps only scheme, host and port,
#           and BaseAddress says so if asked.
# Versions: Octokit 14.0.0, .NET 10.0.12
# Date:     2026-11-30
# Why:      behind a gateway that tells services apart by the first segment, or against a stand-in of a test under a
#           path, every call leaves for a place that nobody configured. A wrapper must put the path back in a handler.
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
    <PackageReference Include="Octokit" Version="[14.0.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Octokit;
using System.Net;
using System.Net.Sockets;
using System.Text;

Console.WriteLine($".NET {Environment.Version}");
foreach (var path in new[] { "/", "/github/", "/github/api/v3/" })
{
    var heads = new List<string>();
    var port = Serve(heads, "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n" +
        "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
    var client = new GitHubClient(new ProductHeaderValue("finding"), new Uri($"http://127.0.0.1:{port}{path}"));
    try
    {
        await client.Repository.Get("owner", "name");
    }
    catch (NotFoundException)
    {
        Console.WriteLine($"{path} -> {heads[0].Split(' ')[1]}, BaseAddress has {client.BaseAddress.AbsolutePath}");
    }
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
/ -> /api/v3/repos/owner/name, BaseAddress has /api/v3/
/github/ -> /api/v3/repos/owner/name, BaseAddress has /api/v3/
/github/api/v3/ -> /api/v3/repos/owner/name, BaseAddress has /api/v3/
WANT
