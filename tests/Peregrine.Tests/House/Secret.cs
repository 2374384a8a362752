namespace Peregrine;

/// <summary>A marked secret, and where it would show.</summary>
internal static class Secret
{
    internal const string Mark = "s3cr3t-MARK";

    private static readonly string Base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("alice:" + Mark));

    /// <summary>A URL with the secret in its userinfo and in its query.</summary>
    internal static string Url(string origin, string path = "/x") =>
        $"{origin.Replace("://", $"://alice:{Mark}@", StringComparison.Ordinal)}{path}?token={Mark}&page=1#access_token"
        + $"={Mark}";

    /// <summary>Fails when a text of the object shows the secret: its own, and those of what it holds.</summary>
    internal static void IsHiddenIn(object thing)
    {
        foreach (var (where, text) in Reachable(thing).SelectMany(Texts))
        {
            Assert.False(Shows(text), $"{where} shows the secret: {text}");
        }
    }

    private static bool Shows(string text) =>
        text.Contains(Mark, StringComparison.OrdinalIgnoreCase) || text.Contains(Base64, StringComparison.Ordinal);

    private static IEnumerable<(string Where, string Text)> Texts(object thing)
    {
        yield return ($"{thing.GetType().Name}.ToString()", thing.ToString() ?? "");
        yield return ($"A hole with {thing.GetType().Name}", $"{thing}");
        for (var failure = thing as Exception; failure is not null; failure = failure.InnerException)
        {
            yield return ($"{failure.GetType().Name}.Message", failure.Message);
            yield return ($"{failure.GetType().Name}.Data", string.Join(' ', failure.Data.Values.Cast<object>()));
        }
    }

    // The object and what it holds, each once: the history of a response is held by each later one too.
    private static HashSet<object> Reachable(object thing)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var next = new Queue<object>([thing]);
        while (next.TryDequeue(out var one))
        {
            if (seen.Add(one))
            {
                Inner(one).ToList().ForEach(next.Enqueue);
            }
        }

        return seen;
    }

    // What a program would print next: the parts of ours that have a text.
    private static IEnumerable<object> Inner(object thing) => thing switch
    {
        StatusException failure => [failure.Request, failure.Response, .. failure.Attempts],
        RedirectException failure => [failure.Request, .. failure.History, .. failure.Attempts],
        RequestException failure => [failure.Request, .. failure.Attempts.Where(attempt => attempt.Failure != failure)],
        Response response =>
        [
            response.Request,
            response.Headers,
            .. response.Headers,
            response.Trailers,
            response.Cookies,
            .. response.Cookies,
            response.Links,
            .. response.Links,
            .. response.History,
        ],
        Request request => request.Body is { } body
            ? [request.Headers, .. request.Headers, body]
            : [request.Headers, .. request.Headers],
        CurlCommand command => [command.Request, command.Options, command.Options.Auth!, command.Options.Proxy!,
            .. command.NotUnderstood],
        CookieJar jar => jar,
        SendOutcome { Failure: { } failure } outcome => outcome.Request is { } asked ? [asked, failure] : [failure],
        SendOutcome { Response: { } response } outcome => [outcome.Request!, response],
        _ => [],
    };
}
