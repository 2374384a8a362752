#!/usr/bin/env bash
# OpenAI for .NET: a stream that ends without [DONE] and without a finish_reason is a whole answer
#
# Guess:    the events of a completion end with "data: [DONE]", and the last choice has a finish_reason. A stream that
#           ends before either was cut off, and the loop over it throws.
# Truth:    the loop ends as after a whole answer; only a caller that keeps the finish reasons can see that none came.
#           A connection that breaks is an error, an end of the body in good order is not.
# Versions: OpenAI 2.15.0, .NET 10.0.12
# Date:     2026-11-30
# Why:      a proxy or a server that gives up (a limit on the time of a request, a restart) often ends the body in good
#           order, with the last chunk or END_STREAM. The program then shows, stores or runs half a text as the answer.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
export NUGET_PACKAGES=$dir/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="OpenAI" Version="[2.15.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System.ClientModel;
using OpenAI;
using OpenAI.Chat;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var application = builder.Build();
application.MapPost("/v1/chat/completions", async context =>
{
    context.Response.ContentType = "text/event-stream";
    await context.Response.WriteAsync("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\"," +
        "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half of\"}}]}\n\n");
});
await application.StartAsync();
Console.WriteLine($".NET {Environment.Version}");

var options = new OpenAIClientOptions { Endpoint = new Uri(application.Urls.First() + "/v1") };
var chat = new ChatClient("m", new ApiKeyCredential("key"), options);
await foreach (var piece in chat.CompleteChatStreamingAsync(["Hello?"]))
{
    Console.WriteLine($"piece '{piece.ContentUpdate[0].Text}', finish reason {piece.FinishReason?.ToString() ?? "none"}");
}
Console.WriteLine("ended without an error");
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
piece 'half of', finish reason none
ended without an error
WANT
