using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Peregrine;

/// <summary>
/// Sends through a caller's <see cref="HttpMessageHandler"/>: a test double, a server in memory, a factory's chain. The
/// handler stays its owner's and is never disposed here.
/// </summary>
/// <remarks>
/// A blocking call waits on the asynchronous one, because a handler that overrides only <c>SendAsync</c> would be
/// passed by; the platform's own handlers are known to have a <c>Send</c>.
/// </remarks>
internal sealed class HandlerTransport(HttpMessageHandler handler, Version? version = null) : ITransport
{
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: false);
    private readonly HandlerLimits _limits = new(reusesTokens: IsOfPlatform(handler));
    private readonly HandlerHeads _heads = new();
    private readonly bool _isOfPlatform = IsOfPlatform(handler);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome> SendAsync(Request request, SendContext call)
    {
        if (request.Body is { } given)
        {
            await given.PrepareAsync(request, call).ConfigureAwait(false);
        }

        var body = request.Body?.Measured();
        var limit = _limits.Take(request, call);
        HttpResponseMessage? reply = null;
        try
        {
            var asked = call.Ask();
            var spoken = version ?? call.Transport.Version ?? System.Net.HttpVersion.Version11;
            var message = HandlerMessages.ToMessage(request, body, call, limit, spoken);
            limit.Start(TimeoutPhase.Read, asked);
            reply = call.IsBlocking && _isOfPlatform && version is null && spoken.Major == 1
                ? _invoker.Send(message, limit.Token)
                : await Wait(_invoker.SendAsync(message, limit.Token), call).ConfigureAwait(false);
            limit.Stop();
            limit.HasHead = true;
            var moments = new SendTimestamps(asked, asked, asked, call.ReadClock());
            var stream = call.IsBlocking || _isOfPlatform // Its contents are never waited for: 70 bytes less.
                ? reply.Content.ReadAsStream(limit.Token)
                : await reply.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            return new Outcome(
                new Response(
                    request, _heads.From(reply),
                    new HandlerBody(message, reply, stream, _isOfPlatform, limit),
                    ConnectionInfo.NoneOf(call.Time), moments, isReused: false),
                null);
        }
        catch (Exception cause)
        {
            reply?.Dispose();
            if (FailureOf(cause, limit) is { } failure)
            {
                return new Outcome(null, failure);
            }

            throw;
        }
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _limits.Dispose();
    }

    // Null where it is no failure of the call, and passes through. What the caller's own body threw is thrown as it
    // was.
    private static RequestException? FailureOf(Exception cause, HandlerLimit limit)
    {
        var mapped = cause as RequestException ?? limit.OwnFailure ?? limit.FailureOf(cause) ?? cause;
        limit.Dispose();
        if (mapped is not RequestException && !ReferenceEquals(mapped, cause))
        {
            ExceptionDispatchInfo.Throw(mapped);
        }

        return mapped as RequestException;
    }

    private static bool IsOfPlatform(HttpMessageHandler handler) =>
        handler.GetType() == typeof(SocketsHttpHandler) || handler.GetType() == typeof(HttpClientHandler);

    private static ValueTask<HttpResponseMessage> Wait(Task<HttpResponseMessage> reply, SendContext call) =>
        call.IsBlocking
            ? new ValueTask<HttpResponseMessage>(Blocking.Wait(new ValueTask<HttpResponseMessage>(reply)))
            : new ValueTask<HttpResponseMessage>(reply);
}
