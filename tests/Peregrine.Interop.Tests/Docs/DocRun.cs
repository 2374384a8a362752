namespace Peregrine;

/// <summary>All pages, compiled and run once when a test first asks for one.</summary>
public sealed class DocRun
{
    internal static readonly string[] Pages =
    [
        "README.md", "src/Peregrine/PACKAGE.md", "src/Peregrine.Testing/PACKAGE.md",
        "src/Peregrine.Extensions/PACKAGE.md",
        "docs/from-python.md", "docs/auth.md", "docs/guides/script.md", "docs/guides/proxies.md",
        "docs/guides/service.md", "docs/guides/sdk.md", "docs/guides/cookies.md",
        "docs/guides/tls.md", "docs/guides/streams.md", "docs/guides/pages.md", "docs/guides/testing.md",
        "docs/guides/rates.md", "docs/analyzers.md",
    ];

    private readonly Lazy<Task<IReadOnlyDictionary<string, string>>> _printed = new(RunAsync);

    internal static IReadOnlyList<DocBlock> Blocks { get; } = [.. Pages.SelectMany(DocPage.Blocks)];

    /// <summary>What each block printed, by name, and each test on a page.</summary>
    internal Task<IReadOnlyDictionary<string, string>> PrintedAsync() => _printed.Value;

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync()
    {
        await using var bin = await Httpbin.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ExampleApi.StartAsync();
        var hosts =
            new Dictionary<string, string>(api.Hosts) { ["https://httpbin.org"] = bin.Url.OriginalString.TrimEnd('/') };
        using var project = new DocProject(hosts);
        var printed = new Dictionary<string, string>(await project.RunAsync([.. Blocks.Where(block => !block.IsFile)]));
        foreach (var file in Blocks.Where(block => block.IsFile))
        {
            printed[file.Name] = await project.RunFileAsync(file) + "@ended";
        }

        return printed;
    }
}
