namespace Peregrine;

/// <summary>
/// The public shapes in a program outside the solution: it compiles as a stranger's would, warnings as errors, and does
/// what it should against either httpbin.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class SurfaceTests(SurfaceBuild build, RealHttpbin real) : IClassFixture<SurfaceBuild>
{
    [Fact]
    public async Task It_runs_against_the_embedded_httpbin()
    {
        await using var bin = await Httpbin.StartAsync(TestContext.Current.CancellationToken);

        await RunAsync(bin.Url);
    }

    [Fact]
    [Trait("run", "long")]
    public async Task It_runs_against_the_real_httpbin() => await RunAsync(await real.UrlAsync());

    [Fact]
    [Trait("run", "long")]
    public async Task The_shapes_of_a_service_compile_and_do_what_they_should()
    {
        (await DotnetRun.BuildAsync($"tests/{SurfaceBuild.Service}")).Succeeded();

        var run = await DotnetRun.OfAsync(Checkout.Root, Checkout.Built(SurfaceBuild.Service));

        Assert.Contains("checks hold", run.Succeeded().Output, StringComparison.Ordinal);
    }

    private async Task RunAsync(Uri bin)
    {
        await build.BuiltAsync();

        var run = await DotnetRun.OfAsync(Checkout.Root, Checkout.Built(SurfaceBuild.Project), bin.ToString());

        Assert.Contains("checks hold", run.Succeeded().Output, StringComparison.Ordinal);
    }
}
