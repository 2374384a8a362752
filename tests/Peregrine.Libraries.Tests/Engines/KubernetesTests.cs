using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Peregrine;

/// <summary>The client of Kubernetes over a session, by a delegating handler, and over its own.</summary>
[Trait("run", "long")]
public sealed class KubernetesTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pods_are_listed_and_changed_and_what_is_missing_is_said(bool session)
    {
        await using var api = await ClusterApi.StartAsync();
        using var cluster = Client(session, api);

        var pods = await cluster.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Test);
        await cluster.CoreV1.PatchNamespacedPodAsync(
            new V1Patch("""{"metadata":{"labels":{"tier":"back"}}}""", V1Patch.PatchType.MergePatch),
            "web",
            "default",
            cancellationToken: Test);
        var thrown = await Assert.ThrowsAsync<HttpOperationException>(
            () => cluster.CoreV1.ReadNamespacedPodAsync("none", "default", cancellationToken: Test));

        Assert.Equal("front", Assert.Single(pods.Items).Metadata.Labels["tier"]);
        Assert.StartsWith("application/merge-patch+json", Assert.Single(api.Patches), StringComparison.Ordinal);
        Assert.Contains("not found", thrown.Response.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_gives_each_event_when_it_comes_and_ends_when_it_is_left(bool session)
    {
        await using var api = await ClusterApi.StartAsync();
        using var cluster = Client(session, api);
        var seen = new List<WatchEventType>();

        await foreach (var (type, _) in cluster.CoreV1.WatchListNamespacedPodAsync("default", cancellationToken: Test))
        {
            seen.Add(type);
            if (seen.Count == 2)
            {
                break;
            }
        }

        Assert.Equal([WatchEventType.Added, WatchEventType.Modified], seen);
        await api.WatchEnded.Task.WaitAsync(Test);
    }

    private static Kubernetes Client(bool session, ClusterApi api)
    {
        var config = new KubernetesClientConfiguration { Host = api.Root };
        return session ? new(config, new ToSession(new HttpSession())) : new(config);
    }
}
