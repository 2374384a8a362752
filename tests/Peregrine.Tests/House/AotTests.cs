namespace Peregrine;

/// <summary>
/// A program without reflection-based JSON compiles without one trim or AOT warning, and every JSON path of the API works in it.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class AotTests
{
    [Fact]
    public async Task Json_needs_no_reflection_and_raises_no_warning()
    {
        await using var server = Responder.Json("""{"login":"octocat","name":"The Octocat"}""");
        var build = await Command.DotnetAsync(
            Repository.Root, ["build", "tests/Peregrine.Aot", "-c", Repository.Configuration, "-warnaserror", "-v", "q", "--nologo"]);
        build.Succeeded();

        var run = await Command.DotnetAsync(
            Repository.Root, ["run", "--project", "tests/Peregrine.Aot", "-c", Repository.Configuration, "--no-build", "--", server.Url]);

        Assert.DoesNotContain(": warning ", build.Output, StringComparison.Ordinal);
        Assert.Equal($"ok: {server.Url}", run.Succeeded().Output.Trim());
    }
}
