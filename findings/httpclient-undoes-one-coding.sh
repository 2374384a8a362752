#!/usr/bin/env bash
# .NET: automatic decompression undoes the last of two codings, and does not know x-gzip
#
# Guess:    with DecompressionMethods.All a body of `Content-Encoding: gzip, br` comes out plain, and so does `x-gzip`,
#           which RFC 9110 (section 8.4.1.3) makes the same as gzip.
# Truth:    of two codings the handler undoes the last one and hands the caller the gzip bytes, with `gzip` left in
#           Content-Encoding. `x-gzip` is left alone altogether. `GZIP` in capitals is undone.
# Versions: .NET 10.0.12 (SDK 10.0.401)
# Date:     2026-11-30
# Why:      a caller who reads the text of such an answer gets bytes read as letters and no error. It must look whether
#           Content-Encoding is empty after the handler has done its work.
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
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

Console.WriteLine($".NET {Environment.Version}");
var plain = Encoding.ASCII.GetBytes(new string('a', 1000));
var gzip = Compress(plain, to => new GZipStream(to, CompressionLevel.Optimal));
var both = Compress(gzip, to => new BrotliStream(to, CompressionLevel.Optimal));
foreach (var (coding, body) in new[] { ("gzip", gzip), ("GZIP", gzip), ("x-gzip", gzip), ("gzip, br", both) })
{
    var answer = $"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n" +
        "Connection: close\r\n\r\n";
    var port = Serve([], answer + Encoding.Latin1.GetString(body));
    using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
    using var response = await http.GetAsync($"http://127.0.0.1:{port}/");
    var got = await response.Content.ReadAsByteArrayAsync();
    var seen = got.SequenceEqual(plain) ? "plain text" : got.SequenceEqual(gzip) ? "gzip bytes" : "something else";
    var left = string.Join(",", response.Content.Headers.ContentEncoding);
    Console.WriteLine($"{coding}: {seen}, Content-Encoding left: [{left}]");
}

static byte[] Compress(byte[] body, Func<Stream, Stream> coding)
{
    var result = new MemoryStream();
    using (var stream = coding(result)) stream.Write(body);
    return result.ToArray();
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
gzip: plain text, Content-Encoding left: []
GZIP: plain text, Content-Encoding left: []
x-gzip: gzip bytes, Content-Encoding left: [x-gzip]
gzip, br: gzip bytes, Content-Encoding left: [gzip]
WANT
