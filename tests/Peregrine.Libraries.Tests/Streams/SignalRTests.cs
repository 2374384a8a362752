using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

/// <summary>The client of SignalR over a session: what it can do without a WebSocket.</summary>
[Trait("run", "long")]
public sealed class SignalRTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpTransportType.LongPolling)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task Calls_messages_and_streams_go_over_a_session(HttpTransportType transport)
    {
        await using var server = await StartAsync();
        using var session = new HttpSession();
        await using var hub = LibraryLines.SignalR(session, server.Root + "/hub", transport);
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.On<string>("said", said.SetResult);

        await hub.StartAsync(Test);
        var answer = await hub.InvokeAsync<string>("SayAsync", "hello", Test);
        var numbers = new List<int>();
        await foreach (var number in hub.StreamAsync<int>("CountAsync", 50, Test))
        {
            numbers.Add(number);
        }

        await hub.StopAsync(Test);

        Assert.Equal(("HELLO", "hello"), (answer, await said.Task.WaitAsync(Test)));
        Assert.Equal(Enumerable.Range(0, 50), numbers);
    }

    [Fact]
    public async Task A_web_socket_goes_past_the_session()
    {
        await using var server = await StartAsync();
        var seen = new List<string>();
        using var session = new HttpSession(new() { OnRequest = request => seen.Add(request.Url.AbsolutePath) });
        await using var hub = LibraryLines.SignalR(session, server.Root + "/hub", HttpTransportType.WebSockets);

        await hub.StartAsync(Test);
        var answer = await hub.InvokeAsync<string>("SayAsync", "hello", Test);

        Assert.Equal("HELLO", answer);
        Assert.Equal(["/hub/negotiate"], seen);
    }

    [Fact]
    public async Task A_poll_that_is_silent_for_longer_than_the_session_waits_ends_the_connection()
    {
        await using var server = await StartAsync();
        using var session = new HttpSession(new() { Timeout = (5, 2) });
        await using var hub = LibraryLines.SignalR(session, server.Root + "/hub", HttpTransportType.LongPolling);
        var closed = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += failure =>
        {
            closed.SetResult(failure);
            return Task.CompletedTask;
        };

        await hub.StartAsync(Test);

        Assert.IsType<RequestTimeoutException>(await closed.Task.WaitAsync(Test));
    }

    private static Task<AppServer> StartAsync() =>
        AppServer.StartAsync(
            application =>
            {
                application.UseWebSockets();
                application.MapHub<ChatHub>("/hub");
            },
            services => services.AddSignalR());
}
