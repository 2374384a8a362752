using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

/// <summary>
/// A client of gRPC over a session, and over the platform's handler, against a service of ASP.NET Core.
/// </summary>
[Trait("run", "long")]
public sealed class GrpcServiceTests
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_has_its_headers_and_trailers(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        using var call = channel.CreateCallInvoker().AsyncUnaryCall(
            EchoMethods.Say,
            null,
            new CallOptions(new Metadata { { "x-own", "mine" } }, cancellationToken: Test),
            [1, 2]);

        Assert.Equal([1, 2], await call);
        Assert.Equal("mine", (await call.ResponseHeadersAsync).GetValue("x-head"));
        Assert.Equal((StatusCode.OK, "behind"), (call.GetStatus().StatusCode, call.GetTrailers().GetValue("x-trail")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_of_the_service_is_the_exception_with_its_trailers(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        var thrown = await Assert.ThrowsAsync<RpcException>(() => SayAsync(channel, []));

        Assert.Equal((StatusCode.NotFound, "There is nothing: ä."), (thrown.StatusCode, thrown.Status.Detail));
        Assert.Equal("behind", thrown.Trailers.GetValue("x-trail"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_of_the_server_comes_to_its_end_and_its_trailers(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(
            EchoMethods.Count, null, new CallOptions(cancellationToken: Test), [100]);
        var numbers = new List<byte>();
        while (await call.ResponseStream.MoveNext(Test))
        {
            numbers.Add(call.ResponseStream.Current[0]);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(one => (byte)one), numbers);
        Assert.Equal("100", call.GetTrailers().GetValue("x-count"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_of_the_client_is_one_answer(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        using var call = channel.CreateCallInvoker().AsyncClientStreamingCall(
            EchoMethods.Gather, null, new CallOptions(cancellationToken: Test));
        for (byte number = 0; number < 50; number++)
        {
            await call.RequestStream.WriteAsync([number], Test);
        }

        await call.RequestStream.CompleteAsync();

        Assert.Equal(50, (await call).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_sides_talk_in_turns(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            EchoMethods.Talk, null, new CallOptions(cancellationToken: Test));
        for (byte number = 0; number < 50; number++)
        {
            await call.RequestStream.WriteAsync([number], Test);
            Assert.True(await call.ResponseStream.MoveNext(Test));
            Assert.Equal([number], call.ResponseStream.Current);
        }

        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext(Test));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deadline_ends_the_call_on_both_sides(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        var thrown = await Assert.ThrowsAsync<RpcException>(
            () => SayAsync(channel, [0], DateTime.UtcNow.AddSeconds(1)));

        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
        await _ended.Task.WaitAsync(Test);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_the_caller_leaves_ends_at_the_server(bool session)
    {
        await using var server = await StartAsync();
        using var channel = Channel(session, server);

        using (var call = channel.CreateCallInvoker().AsyncServerStreamingCall(
            EchoMethods.Count, null, new CallOptions(cancellationToken: Test), [255]))
        {
            Assert.True(await call.ResponseStream.MoveNext(Test));
        }

        await _ended.Task.WaitAsync(Test);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_is_not_there_is_unavailable(bool session)
    {
        using var channel = GrpcChannel.ForAddress(
            Clients.Refusing(), new GrpcChannelOptions { HttpHandler = Handler(session) });

        var thrown = await Assert.ThrowsAsync<RpcException>(() => SayAsync(channel, [1]));

        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
    }

    [Fact]
    public async Task To_connect_ahead_needs_the_platforms_handler()
    {
        await using var server = await StartAsync();
        using var channel = Channel(session: true, server);

        await Assert.ThrowsAsync<InvalidOperationException>(() => channel.ConnectAsync(Test));
    }

    private static async Task<byte[]> SayAsync(GrpcChannel channel, byte[] message, DateTime? deadline = null) =>
        await channel.CreateCallInvoker().AsyncUnaryCall(
            EchoMethods.Say, null, new CallOptions(deadline: deadline, cancellationToken: Test), message);

    private static HttpMessageHandler Handler(bool session) =>
        session ? new HttpSession().AsHandler() : new SocketsHttpHandler { UseProxy = false };

    private static GrpcChannel Channel(bool session, AppServer server) =>
        GrpcChannel.ForAddress(server.Root, new GrpcChannelOptions { HttpHandler = Handler(session) });

    private Task<AppServer> StartAsync() =>
        AppServer.StartAsync(
            application => application.MapGrpcService<EchoService>(),
            services => services.AddSingleton(_ended).AddGrpc(),
            HttpProtocols.Http2);
}
