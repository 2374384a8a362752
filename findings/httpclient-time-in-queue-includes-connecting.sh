#!/usr/bin/env bash
# .NET: http.client.request.time_in_queue is the time of connecting where nothing is queued
#
# Guess:    the metric is recorded for a request that had to wait because all connections were in use, and a client
#           without a limit on connections never records it.
# Truth:    the first request of a client records it too: a request that finds no idle connection stands in the queue
#           until a new one is made, and so the figure is the time of name, TCP and TLS. A request that finds an idle
#           connection records nothing.
# Versions: .NET 10.0.12 (SDK 10.0.401)
# Date:     2026-11-30
# Why:      an alert on this metric fires where servers are far away or connections short-lived, and raising
#           MaxConnectionsPerServer does not help.
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
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;

Console.WriteLine($".NET {Environment.Version}");
var queued = new List<double>();
using var listener = new MeterListener();
listener.InstrumentPublished = (instrument, to) =>
{
    if (instrument.Name == "http.client.request.time_in_queue") to.EnableMeasurementEvents(instrument);
};
listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => queued.Add(seconds));
listener.Start();

// Connecting takes half a second; there is no limit on connections.
using var http = new HttpClient(new SocketsHttpHandler
{
    ConnectCallback = async (context, token) =>
    {
        await Task.Delay(500, token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(context.DnsEndPoint, token);
        return new NetworkStream(socket, ownsSocket: true);
    },
});
var url = $"http://127.0.0.1:{Serve()}/";
foreach (var which in new[] { "first request", "second request, same connection" })
{
    queued.Clear();
    await http.GetStringAsync(url);
    var told = queued.Count == 0 ? "nothing" : queued[0] >= 0.49 ? "the half second of connecting" : "less";
    Console.WriteLine($"{which}: {queued.Count} measurement(s), {told}");
}

// Answers each request of each connection with two letters.
static int Serve()
{
    var server = new TcpListener(IPAddress.Loopback, 0);
    server.Start();
    _ = Task.Run(async () =>
    {
        using var peer = await server.AcceptTcpClientAsync();
        var stream = peer.GetStream();
        var buffer = new byte[4096];
        for (var requests = 0; requests < 2 && await stream.ReadAsync(buffer) > 0; requests++)
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
        }
    });
    return ((IPEndPoint)server.LocalEndpoint).Port;
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
first request: 1 measurement(s), the half second of connecting
second request, same connection: 0 measurement(s), nothing
WANT
