namespace Peregrine;

/// <summary>The program that uses each public shape, built once when a test first asks for it.</summary>
public sealed class SurfaceBuild
{
    internal const string Project = "Peregrine.Surface";

    internal const string Service = "Peregrine.Surface.Service";

    private readonly Lazy<Task<DotnetRun>> _build = new(() => DotnetRun.BuildAsync($"tests/{Project}"));

    /// <summary>Builds, the first time. A test that asks fails when the build did.</summary>
    internal async Task BuiltAsync() => (await _build.Value).Succeeded();
}
