using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Peregrine;

/// <summary>The client of the Model Context Protocol over a session, against the server of the same makers.</summary>
[Trait("run", "long")]
public sealed class McpTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tools_are_listed_and_called(bool session)
    {
        await using var server = await StartAsync();
        using var client = Clients.For(session);
        await using var mcp = await McpClient.CreateAsync(
            LibraryLines.Mcp(client, new Uri(server.Root + "/mcp")), cancellationToken: Test);

        var tools = await mcp.ListToolsAsync(cancellationToken: Test);
        var sum = await mcp.CallToolAsync(
            "add", new Dictionary<string, object?> { ["a"] = 2, ["b"] = 3 }, cancellationToken: Test);

        Assert.Equal(["add", "slow"], tools.Select(tool => tool.Name).Order());
        Assert.Equal("5", Assert.IsType<TextContentBlock>(Assert.Single(sum.Content)).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_comes_while_a_tool_runs(bool session)
    {
        await using var server = await StartAsync();
        using var client = Clients.For(session);
        await using var mcp = await McpClient.CreateAsync(
            LibraryLines.Mcp(client, new Uri(server.Root + "/mcp")), cancellationToken: Test);
        var steps = new Steps();

        await mcp.CallToolAsync("slow", progress: steps, cancellationToken: Test);
        await steps.Third.Task.WaitAsync(Test);

        Assert.Equal([1f, 2f, 3f], steps.Seen.Order());
    }

    private static Task<AppServer> StartAsync() =>
        AppServer.StartAsync(
            application => application.MapMcp("/mcp"),
            services => services.AddMcpServer().WithHttpTransport().WithTools(
                [
                    McpServerTool.Create((int a, int b) => a + b, new() { Name = "add" }),
                    McpServerTool.Create(SlowAsync, new() { Name = "slow" }),
                ]));

    private static string SlowAsync(IProgress<ModelContextProtocol.ProgressNotificationValue> progress)
    {
        for (var step = 1; step <= 3; step++)
        {
            progress.Report(new() { Progress = step, Total = 3 });
        }

        return "done";
    }

    private sealed class Steps : IProgress<ModelContextProtocol.ProgressNotificationValue>
    {
        internal ConcurrentQueue<float> Seen { get; } = new();

        internal TaskCompletionSource Third { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Report(ModelContextProtocol.ProgressNotificationValue value)
        {
            Seen.Enqueue(value.Progress);
            if (Seen.Count == 3)
            {
                Third.TrySetResult();
            }
        }
    }
}
