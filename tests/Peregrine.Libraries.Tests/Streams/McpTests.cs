using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Peregrine;

/// <summary>The client of the Model Context Protocol over a session, against the server of the same makers.</summary>
[Trait("run", "long")]
public sealed class McpTests : IDisposable
{
    private readonly SemaphoreSlim _seen = new(0);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _seen.Dispose();

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
        var steps = new Steps(_seen);

        await mcp.CallToolAsync("slow", progress: steps, cancellationToken: Test);

        Assert.Equal([1f, 2f, 3f], steps.Seen);
    }

    private Task<AppServer> StartAsync() =>
        AppServer.StartAsync(
            application => application.MapMcp("/mcp"),
            services => services.AddMcpServer().WithHttpTransport().WithTools(
                [
                    McpServerTool.Create((int a, int b) => a + b, new() { Name = "add" }),
                    McpServerTool.Create(SlowAsync, new() { Name = "slow" }),
                ]));

    // Each step waits until the client has seen the one before: what is told right before the end may be lost.
    private async Task<string> SlowAsync(IProgress<ProgressNotificationValue> progress)
    {
        for (var step = 1; step <= 3; step++)
        {
            progress.Report(new() { Progress = step, Total = 3 });
            await _seen.WaitAsync(Test);
        }

        return "done";
    }

    private sealed class Steps(SemaphoreSlim seen) : IProgress<ProgressNotificationValue>
    {
        internal ConcurrentQueue<float> Seen { get; } = new();

        public void Report(ProgressNotificationValue value)
        {
            Seen.Enqueue(value.Progress);
            seen.Release();
        }
    }
}
