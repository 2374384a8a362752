namespace Peregrine;

/// <summary>
/// Every JSON path of the API works in a program without reflection-based JSON. The build compiles it with the trim and
/// AOT analyzers, and a warning is an error there; a native program is made in <see cref="FeedTests"/>.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class AotTests
{
    [Fact]
    public async Task Json_needs_no_reflection()
    {
        await using var server = Responder.Json(Responder.UserAndPage);
        var program = Repository.At(
            $"artifacts/bin/Peregrine.Aot/{Repository.Configuration.ToLowerInvariant()}/Peregrine.Aot.dll");

        var run = await Command.DotnetAsync(Repository.Root, [program, server.Url]);

        Assert.Equal($"ok: {server.Url}", run.Succeeded().Output.Trim());
    }
}
