#!/usr/bin/env bash
# Polly: a fallback leaves open what it replaces, a retry does not
#
# Guess:    a strategy that throws a result away disposes it: the caller never sees it and can't.
# Truth:    the retry and the hedging strategy dispose of it; the fallback strategy does not. Its action is given the
#           outcome, and nothing says that it has to dispose of the result there.
# Versions: Polly.Core 8.9.1, .NET 10.0.12
# Date:     2026-11-30
# Why:      the result of an HTTP pipeline is a response whose body may be unread. A fallback for a busy server then
#           keeps a connection for each answer that it replaces, until the collector finds it: at the moment when the
#           server has the fewest to give.
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
    <PackageReference Include="Polly.Core" Version="[8.9.1]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Polly;

Console.WriteLine($".NET {Environment.Version}");
PredicateBuilder<Reply> busy = new PredicateBuilder<Reply>().HandleResult(reply => reply.Status == 503);
await Try("retry", new ResiliencePipelineBuilder<Reply>().AddRetry(new() { ShouldHandle = busy, Delay = TimeSpan.Zero }));
await Try("hedging", new ResiliencePipelineBuilder<Reply>().AddHedging(
    new() { ShouldHandle = busy, Delay = Timeout.InfiniteTimeSpan }));
await Try("fallback", new ResiliencePipelineBuilder<Reply>().AddFallback(
    new() { ShouldHandle = busy, FallbackAction = _ => Outcome.FromResultAsValueTask(new Reply(200)) }));

static async Task Try(string name, ResiliencePipelineBuilder<Reply> builder)
{
    var first = new Reply(503);
    var calls = 0;
    Reply given = await builder.Build().ExecuteAsync(_ => ValueTask.FromResult(calls++ == 0 ? first : new Reply(200)));
    Console.WriteLine($"{name}: {given.Status}, and the 503 is {(first.IsDisposed ? "disposed" : "open")}");
}

internal sealed class Reply(int status) : IDisposable
{
    public int Status => status;

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
retry: 200, and the 503 is disposed
hedging: 200, and the 503 is disposed
fallback: 200, and the 503 is open
WANT
