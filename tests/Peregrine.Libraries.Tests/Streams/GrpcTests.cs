using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Peregrine;

/// <summary>
/// A client of gRPC over a session that says nothing of HTTP/2: the message asks for it, and for trailers.
/// </summary>
[Trait("run", "long")]
public sealed class GrpcTests
{
    private static readonly Marshaller<byte[]> Bytes = new(value => value, value => value);
    private static readonly Method<byte[], byte[]> Echo = new(MethodType.Unary, "test.Echo", "Say", Bytes, Bytes);

    [Fact]
    public async Task A_call_reaches_a_server_that_insists_on_te()
    {
        await using var server = await ObjectServer.StartAsync(HttpProtocols.Http2, AnswerAsync);
        using var session = new HttpSession();
        using var channel = GrpcChannel.ForAddress(
            server.Root, new GrpcChannelOptions { HttpHandler = session.AsHandler() });

        var answer = await channel.CreateCallInvoker()
            .AsyncUnaryCall(Echo, null, new CallOptions(), "hello"u8.ToArray());

        Assert.Equal("hello"u8.ToArray(), answer);
    }

    // As the C core of gRPC: no call without the field.
    private static async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        response.ContentType = "application/grpc";
        var hasTE = context.Request.Headers.TE == "trailers";
        await response.Body.WriteAsync(hasTE ? body.ToArray() : [], context.RequestAborted);
        response.AppendTrailer("grpc-status", hasTE ? "0" : "2");
        response.AppendTrailer("grpc-message", hasTE ? "" : "Missing :te header");
    }
}
