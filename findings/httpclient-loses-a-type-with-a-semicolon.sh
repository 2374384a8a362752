#!/usr/bin/env bash
# .NET: a semicolon at the end of Content-Type makes the type null, and the charset with it
#
# Guess:    `text/plain; charset=iso-8859-1;` is text/plain in ISO 8859-1; an empty parameter is harmless.
# Truth:    Headers.ContentType is null, though RFC 9110 (section 5.6.6) allows empty parameters. The text is then read
#           as UTF-8, so its letters come out wrong, without an error.
# Versions: .NET 10.0.12
# Date:     2026-11-30
# Why:      servers that join parameters with "; " send such headers. A caller who chooses by ContentType sees no type
#           at all, and one who reads text sees U+FFFD; the raw value has to be read by a milder rule.
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
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System.Net;
using System.Net.Sockets;
using System.Text;

Console.WriteLine($".NET {Environment.Version}");
foreach (var type in new[] { "text/plain; charset=iso-8859-1", "text/plain; charset=iso-8859-1;" })
{
    var port = Serve([], $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n" +
        "Content-Length: 4\r\nConnection: close\r\n\r\ncaf\u00e9");
    using var http = new HttpClient();
    using var response = await http.GetAsync($"http://127.0.0.1:{port}/");
    var text = await response.Content.ReadAsStringAsync();
    var typed = response.Content.Headers.ContentType?.ToString() ?? "null";
    Console.WriteLine($"{type} -> typed: {typed}, last letter U+{(int)text[^1]:X4}");
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
text/plain; charset=iso-8859-1 -> typed: text/plain; charset=iso-8859-1, last letter U+00E9
text/plain; charset=iso-8859-1; -> typed: null, last letter U+FFFD
WANT
