#!/usr/bin/env bash
# AWS SDK for .NET with s3rver: what is put is stored with the marks between its chunks, and comes back so
#
# Guess:    an object that was put with the client's own defaults comes back byte for byte from a stand-in of S3, or the
#           call fails.
# Truth:    the client signs each chunk and sends the signatures between them (Content-Encoding: aws-chunked). s3rver
#           takes them for content: they come back with the five bytes, and both calls succeed. With
#           UseChunkEncoding = false and no checksum behind the body the bytes are the same.
# Versions: AWSSDK.S3 4.1.0, s3rver 3.7.1, Node 20 or later, .NET 10.0.12
# Date:     2026-11-30
# Why:      a test against the stand-in passes while it compares nothing but the status, and its files are damaged. Any
#           server or signature of one's own that reads such a PUT has to take the chunks apart first.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
export NUGET_PACKAGES=$dir/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

command -v npm >/dev/null || { echo "Node and npm are needed."; exit 2; }
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . s3rver@3.7.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >server.cjs <<'SERVER'
const S3rver = require('s3rver');
const server = new S3rver({
  address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2], configureBuckets: [{ name: 'bucket' }],
});
server.run().then(({ port }) => console.log(`http://127.0.0.1:${port}`));
SERVER
cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
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
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

Console.WriteLine($".NET {Environment.Version}");
foreach (var isDefault in new[] { true, false })
{
    var settings = new AmazonS3Config { ServiceURL = args[0], ForcePathStyle = true, MaxErrorRetry = 0 };
    if (!isDefault)
    {
        settings.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
    }
    using var s3 = new AmazonS3Client("S3RVER", "S3RVER", settings);
    var put = new PutObjectRequest { BucketName = "bucket", Key = "key", InputStream = new MemoryStream("hello"u8.ToArray()) };
    if (!isDefault)
    {
        put.UseChunkEncoding = false;
    }
    var status = (await s3.PutObjectAsync(put)).HttpStatusCode;
    using var got = await s3.GetObjectAsync("bucket", "key");
    var text = await new StreamReader(got.ResponseStream).ReadToEndAsync();
    Console.WriteLine($"{(isDefault ? "default" : "no chunks")}: PUT {status}, 'hello' came back as it was: {text == "hello"}, " +
        $"with signatures in it: {text.Contains("chunk-signature=")}");
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
node server.cjs "$dir/store" >address &
server=$!
trap 'kill $server; cd / && rm -rf "$dir"' EXIT
until [[ -s address ]]; do
  kill -0 $server || exit 2
  sleep 0.1
done
timeout 60 dotnet out/finding.dll "$(cat address)" >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
default: PUT OK, 'hello' came back as it was: False, with signatures in it: True
no chunks: PUT OK, 'hello' came back as it was: True, with signatures in it: False
WANT
