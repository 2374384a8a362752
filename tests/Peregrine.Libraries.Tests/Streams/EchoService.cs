using System.Globalization;
using Grpc.Core;

namespace Peregrine;

/// <summary>A service of gRPC, which Grpc.AspNetCore.Server serves.</summary>
internal sealed class EchoService(TaskCompletionSource ended) : EchoServiceBase
{
    /// <summary>The same bytes; none is an error, and a zero never ends.</summary>
    public override async Task<byte[]> SayAsync(byte[] request, ServerCallContext context)
    {
        var own = context.RequestHeaders.GetValue("x-own") ?? "";
        await context.WriteResponseHeadersAsync(new Metadata { { "x-head", own } });
        context.ResponseTrailers.Add("x-trail", "behind");
        if (request.Length == 0)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "There is nothing: ä."));
        }

        if (request[0] == 0)
        {
            using var end = context.CancellationToken.Register(() => ended.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }

        return request;
    }

    /// <summary>As many messages as the request says; after 200 it waits for the end of the call.</summary>
    public override async Task CountAsync(
        byte[] request, IServerStreamWriter<byte[]> answers, ServerCallContext context)
    {
        for (byte number = 0; number < request[0]; number++)
        {
            await answers.WriteAsync([number], context.CancellationToken);
            if (number == 200)
            {
                using var end = context.CancellationToken.Register(() => ended.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            }
        }

        context.ResponseTrailers.Add("x-count", request[0].ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>All messages as one.</summary>
    public override async Task<byte[]> GatherAsync(IAsyncStreamReader<byte[]> requests, ServerCallContext context)
    {
        var all = new List<byte>();
        while (await requests.MoveNext(context.CancellationToken))
        {
            all.AddRange(requests.Current);
        }

        return [.. all];
    }

    /// <summary>Each message when it comes.</summary>
    public override async Task TalkAsync(
        IAsyncStreamReader<byte[]> requests, IServerStreamWriter<byte[]> answers, ServerCallContext context)
    {
        while (await requests.MoveNext(context.CancellationToken))
        {
            await answers.WriteAsync(requests.Current, context.CancellationToken);
        }
    }
}
