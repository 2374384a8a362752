namespace Peregrine;

/// <summary>The caller's code around a call: middleware, and what looks on.</summary>
internal sealed class CallHooks
{
    /// <summary>No code.</summary>
    internal static CallHooks None { get; } = new();

    internal Middleware[] Middleware { get; init; } = [];

    internal Middleware[] NetworkMiddleware { get; init; } = [];

    internal Action<Request>? OnRequest { get; init; }

    internal Action<Response>? OnResponse { get; init; }

    internal Action<Request, Attempt>? OnAttempt { get; init; }

    /// <summary>Whether any of it gets a response, which it might keep.</summary>
    internal bool SeeResponses => OnResponse is not null || Middleware.Length > 0 || NetworkMiddleware.Length > 0;
}
