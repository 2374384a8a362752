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
        _call.ForgetMoment();
        return _at == _chain.Length ? _end(request, _call) : RunAsync(_chain, _at, request, _call, _end);
    }

    /// <summary>Runs a chain from its first middleware.</summary>
    internal static ValueTask<Response> RunAsync(
        Middleware[] chain, Request request, Call call, Func<Request, Call, ValueTask<Response>> end) =>
        RunAsync(chain, 0, request, call, end);

    private static async ValueTask<Response> RunAsync(
        Middleware[] chain, int at, Request request, Call call, Func<Request, Call, ValueTask<Response>> end)
    {
        var response = await chain[at](request, new Next(chain, at + 1, call, end)).ConfigureAwait(false)
            ?? throw new InvalidOperationException("A middleware returned null instead of a response.");
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
