namespace Peregrine;

/// <summary>
/// The program's own code around a call (<see cref="HttpSessionOptions.Middleware"/>) or around each send
/// (<see cref="HttpSessionOptions.NetworkMiddleware"/>): it may change the request, wait, look at the response, send
/// again, or answer by itself.
/// </summary>
/// <param name="request">The request as it is at this place.</param>
/// <param name="next">What comes after; it must not be used once the middleware has returned.</param>
/// <returns>The response: what <paramref name="next"/> gave, or one that the middleware made
/// (<see cref="Response.Create(Request, int, Headers?, byte[])"/>).</returns>
/// <remarks>
/// One middleware serves both kinds of call. In a blocking call <see cref="Next.SendAsync(Request)"/> is complete when
/// it comes back, so awaiting it costs no thread; a middleware that waits for anything else there should do so on its
/// own thread (<see cref="Next.IsBlocking"/>). It sends one request at a time. Its exceptions reach the caller as they
/// are; a <see cref="RequestException"/> of a network middleware is a failed try like any other.
/// </remarks>
public delegate ValueTask<Response> Middleware(Request request, Next next);
