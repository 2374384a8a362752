namespace Peregrine;

/// <summary>
/// One way to make a call in both manners: blocking calls get a thread of their own, so that none holds up the test.
/// </summary>
internal static class Calls
{
    internal static Task<Response> SendAsync(
        this HttpSession session, bool blocking, HttpMethod method, Url url,
        RequestOptions? options, CancellationToken cancellationToken) =>
        blocking
            ? OnOwnThread(() => session.Send(method, url, options, cancellationToken))
            : session.SendAsync(method, url, options, cancellationToken);

    internal static Task<Response> GetAsync(
        this HttpSession session, bool blocking, Url url, CancellationToken cancellationToken) =>
        session.SendAsync(blocking, HttpMethod.Get, url, null, cancellationToken);

    internal static Task<Response> StreamAsync(
        this HttpSession session, bool blocking, Url url,
        CancellationToken cancellationToken, RequestOptions? options = null) =>
        blocking
            ? OnOwnThread(() => session.Stream(HttpMethod.Get, url, options, cancellationToken))
            : session.StreamAsync(HttpMethod.Get, url, options, cancellationToken);

    internal static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
