#!/usr/bin/env bash
# .NET: a cookie that should live longest is not kept at all
#
# Guess:    a cookie with a Max-Age beyond an int is kept for as long as the container can count.
# Truth:    CookieContainer leaves it out. At 2147483647 it is kept and sent back, at 2147483648 there is no cookie, and
#           no error. RFC 6265 (section 5.2.2) lets any run of digits stand, and has the client go to its latest date.
# Versions: .NET 10.0.12
# Date:     2026-11-30
# Why:      a server that counts in milliseconds by mistake, or means "for ever", works in browsers. Here the session is
#           anonymous for good, and the second call is answered as if nobody had logged in.
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
foreach (var age in new[] { "2147483647", "2147483648", "31536000000" })
{
    var answer = $"HTTP/1.1 200 OK\r\nSet-Cookie: id=1; Max-Age={age}\r\n" +
        "Content-Length: 0\r\nConnection: close\r\n\r\n";
    var heads = new List<string>();
    var port = Serve(heads, answer, answer);
    using var handler = new SocketsHttpHandler();
    using var http = new HttpClient(handler);
    using var first = await http.GetAsync($"http://127.0.0.1:{port}/");
    var kept = handler.CookieContainer.Count;
    using var second = await http.GetAsync($"http://127.0.0.1:{port}/");
    Console.WriteLine($"Max-Age={age}: kept {kept}, sent back: {heads[1].Contains("Cookie: id=1")}");
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
Max-Age=2147483647: kept 1, sent back: True
Max-Age=2147483648: kept 0, sent back: False
Max-Age=31536000000: kept 0, sent back: False
WANT
