#!/usr/bin/env bash
# AWS SDK for .NET: the S3 key "/a" is sent as "a", and "//a" as "/a"
#
# Guess:    the key "/a" is asked for as /bucket//a: a key is any string, and "/a" is another object than "a".
# Truth:    one slash at the front is taken off: "/a" and "a" go to the same path, and "//a" goes where "/a" should. So
#           it is for calls and for presigned addresses, and no error is raised. Other slashes ("a//b") are kept.
# Versions: AWSSDK.S3 4.1.0, .NET 10.0.12
# Date:     2026-11-30
# Why:      a client that builds S3 addresses by itself, as the rules say, does not find what this SDK wrote under the
#           same key, and the other way round. Keys made of file paths ("/var/log/x") are such keys.
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
    <PackageReference Include="AWSSDK.S3" Version="[4.1.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Amazon.S3;
using Amazon.S3.Model;
using System.Net;
using System.Net.Sockets;
using System.Text;

Console.WriteLine($".NET {Environment.Version}");
foreach (var key in new[] { "a", "/a", "//a", "a//b" })
{
    var heads = new List<string>();
    var port = Serve(heads, "HTTP/1.1 200 OK\r\nETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n" +
        "Content-Length: 0\r\nConnection: close\r\n\r\n");
    var settings = new AmazonS3Config
    {
        ServiceURL = $"http://127.0.0.1:{port}",
        ForcePathStyle = true,
        AuthenticationRegion = "us-east-1",
        MaxErrorRetry = 0,
    };
    using var s3 = new AmazonS3Client("key", "secret", settings);
    using var got = await s3.GetObjectAsync("bucket", key);
    var put = await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = "bucket",
        Key = key,
        Verb = HttpVerb.PUT,
        Protocol = Protocol.HTTP,
        Expires = DateTime.UtcNow.AddMinutes(5),
    });
    Console.WriteLine($"key {key}: GET {heads[0].Split(' ')[1]}, presigned PUT {new Uri(put).AbsolutePath}");
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
key a: GET /bucket/a, presigned PUT /bucket/a
key /a: GET /bucket/a, presigned PUT /bucket/a
key //a: GET /bucket//a, presigned PUT /bucket//a
key a//b: GET /bucket/a//b, presigned PUT /bucket/a//b
WANT
