namespace Peregrine;

/// <summary>What comes after a <see cref="Middleware"/>: the next one, or the sending itself.</summary>
public sealed class Next
{
    private readonly Middleware[] _chain;
    private readonly int _at;
    private readonly Call _call;
    private readonly Func<Request, Call, ValueTask<Response>> _end;

    internal Next(Middleware[] chain, int at, Call call, Func<Request, Call, ValueTask<Response>> end) =>
        (_chain, _at, _call, _end) = (chain, at, call, end);

    /// <summary>The token of the call.</summary>
    public CancellationToken CancellationToken => _call.CancellationToken;

    /// <summary>
    /// Whether the caller's thread blocks until the call ends: then code that waits should block that thread and use no
    /// other.
    /// </summary>
    public bool IsBlocking => _call.IsBlocking;

    /// <summary>The clock of the session.</summary>
    public TimeProvider TimeProvider => _call.Time;

    /// <summary>The call, for middleware of the library's own.</summary>
    internal Call Call => _call;

    /// <summary>Passes the request on, and returns its response.</summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public ValueTask<Response> SendAsync(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendOnAsync(request);
    }

    /// <summary>
    /// Passes the request on as <see cref="SendAsync(Request)"/> does, until a token of the middleware's own ends it: a
    /// timeout of its own, for example. The call's token ends it as ever. The own token has no say any more when the
    /// response has come: the body of a streamed call is its caller's.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The middleware's own token.</param>
    /// <exception cref="RequestException">There was no answer.</exception>
    /// <exception cref="OperationCanceledException">One of the two tokens ended it; the exception names it.</exception>
    public ValueTask<Response> SendAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !cancellationToken.CanBeCanceled || cancellationToken == _call.CancellationToken
            ? SendOnAsync(request)
            : SendWithinAsync(request, cancellationToken);
    }

    /// <summary>Runs a chain from its first middleware.</summary>
    internal static ValueTask<Response> RunAsync(
        Middleware[] chain, Request request, Call call, Func<Request, Call, ValueTask<Response>> end) =>
        RunAsync(chain, 0, request, call, end);

    private ValueTask<Response> SendOnAsync(Request request)
    {
        _call.ForgetMoment();
        return _at == _chain.Length ? _end(request, _call) : RunAsync(_chain, _at, request, _call, _end);
    }

    private async ValueTask<Response> SendWithinAsync(Request request, CancellationToken own)
    {
        var callers = _call.CancellationToken;
        var link = new TokenLink(callers, own);
        _call.CancellationToken = link.Token;
        try
        {
            var response = await SendOnAsync(request).ConfigureAwait(false);
            link.ReleaseOwn();
            if (link.Token.IsCancellationRequested && !response.IsWhole)
            {
                response.Dispose(); // Its connection was ended in this moment.
                link.Token.ThrowIfCancellationRequested();
            }

            response.HoldUntilRead(link);
            return response;
        }
        catch (OperationCanceledException ended) when (ended.CancellationToken == link.Token)
        {
            link.Dispose();
            throw new OperationCanceledException(
                ended.Message, ended, callers.IsCancellationRequested ? callers : own);
        }
        catch
        {
            link.Dispose();
            throw;
        }
        finally
        {
            _call.CancellationToken = callers;
        }
    }

    private static async ValueTask<Response> RunAsync(
        Middleware[] chain, int at, Request request, Call call, Func<Request, Call, ValueTask<Response>> end)
    {
        var response = await chain[at](request, new Next(chain, at + 1, call, end)).ConfigureAwait(false)
            ?? throw new InvalidOperationException("A middleware returned null instead of a response.");
        response.TakeStream(call);
        return response.IsUntouched ? await SettleAsync(response, call).ConfigureAwait(false) : response;
    }

    // A middleware gave a response whose body is not read: the call decides what becomes of it, as of any other.
    private static async ValueTask<Response> SettleAsync(Response response, Call call)
    {
        if (call.LeavesBody)
        {
            response.LeaveBody(call.Settings, call);
            call.Held = response;
            return response;
        }

        return await response.ReadWholeAsync(call.Settings, call).ConfigureAwait(false) is { } failure
            ? throw call.Complete(failure)
            : response;
    }
}
