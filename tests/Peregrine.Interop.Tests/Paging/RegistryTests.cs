using System.Net;

namespace Peregrine;

/// <summary>The catalog of a real registry of container images, two repositories a page.</summary>
[Trait("run", "long")]
public sealed class RegistryTests
{
    private static readonly string[] Repositories = ["alpha", "beta/one", "beta/two", "gamma", "delta-x/y/z"];

    private static readonly Paging Catalog = Paging.LinkHeader(items: "/repositories");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Every_repository_of_the_catalog_is_given(string version)
    {
        var isHttp2 = version == "2.0";
        await using var registry = await Registry.StartAsync(isSecure: isHttp2);
        using var session = new HttpSession(new()
        {
            BaseUrl = registry.Url,
            Tls = registry.Tls,
            Version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
        });
        foreach (var repository in Repositories)
        {
            await Registry.PushAsync(session, repository, Test);
        }

        var sorted = Repositories.Order(StringComparer.Ordinal).ToList();
        var names = new List<string>();
        await foreach (var name in session.ItemsAsync<string>("/v2/_catalog?n=2", Catalog, null, Test))
        {
            names.Add(name);
        }

        Assert.Equal(sorted, names);
        Assert.Equal(sorted, session.Items<string>("/v2/_catalog?n=2", Catalog, null, Test));
        var pages = session.Pages("/v2/_catalog", Catalog, new() { Query = { ["n"] = 2 } }, Test).ToList();
        Assert.Equal([2, 2, 1], pages.Select(page => page.Json()["repositories"]!.AsArray().Count));
        Assert.All(pages, page => Assert.Equal(version, page.Version.ToString()));
        Assert.Equal(
            sorted[..2], session.Items<string>("/v2/_catalog?n=2", Catalog with { MaxPages = 1 }, null, Test));
    }

    [Fact]
    public async Task A_catalog_without_repositories_has_no_items()
    {
        await using var registry = await Registry.StartAsync(isSecure: false);

        Assert.Empty(Http.Items<string>($"{registry.Url}/v2/_catalog?n=2", Catalog, null, Test));
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_a_StatusException()
    {
        await using var registry = await Registry.StartAsync(isSecure: false);

        var failure = Assert.Throws<StatusException>(
            () => Http.Items<string>(
                $"{registry.Url}/v2/absent/tags/list?n=2", Paging.LinkHeader("/tags"), null, Test).ToList());

        Assert.Equal(404, failure.StatusCode);
    }
}
