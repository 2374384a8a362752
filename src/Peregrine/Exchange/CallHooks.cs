namespace Peregrine;

/// <summary>The caller's code around a call: middleware, and what looks on.</summary>
internal sealed class CallHooks
{
    private CallHooks()
    {
    }

    /// <summary>The code that a session sets.</summary>
    internal CallHooks(HttpSessionOptions options)
    {
        Middleware = options.MiddlewareOrNull is { Count: > 0 } outer ? [.. outer] : [];
        NetworkMiddleware = options.NetworkMiddlewareOrNull is { Count: > 0 } network ? [.. network] : [];
        OnRequest = options.OnRequest;
        OnResponse = options.OnResponse;
    }

    /// <summary>No code.</summary>
    internal static CallHooks None { get; } = new();

    internal Middleware[] Middleware { get; } = [];

    internal Middleware[] NetworkMiddleware { get; } = [];

    internal Action<Request>? OnRequest { get; }

    internal Action<Response>? OnResponse { get; }
}
