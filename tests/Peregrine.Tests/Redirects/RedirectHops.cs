namespace Peregrine;

/// <summary>
/// One hop as the rules of redirects see it: a request, the answer that redirects it, and a policy. Nothing is sent.
/// </summary>
internal static class RedirectHops
{
    internal static RedirectPolicy Default { get; } = new();

    /// <summary>The next request; null where the redirect is not followed.</summary>
    /// <param name="request">The request that was redirected.</param>
    /// <param name="response">Its response.</param>
    /// <param name="policy">The policy; null is the default one.</param>
    /// <param name="earlier">The redirects before this one, oldest first.</param>
    internal static Request? Next(
        Request request, Response response, RedirectPolicy? policy = null, params Response[] earlier) =>
        RedirectRules.Next(request, response, policy ?? Default, [.. earlier, response]);

    /// <summary>The next request after an answer with these lines of Location.</summary>
    internal static Request? Next(Request request, int status, RedirectPolicy? policy, params string[] locations) =>
        Next(request, Answer(request, status, locations), policy);

    /// <summary>Where a GET is sent to after a 302; null where it is not followed.</summary>
    internal static string? Place(string from, string location, RedirectPolicy? policy = null) =>
        Next(Request("GET", from), 302, policy, location)?.Url.AbsoluteUri;

    /// <summary>A request; what it says stands in fields of "Name: value".</summary>
    internal static Request Request(string method, string url, Body? body = null, params string[] fields) =>
        new(new HttpMethod(method), RequestTarget.Parse(url), HeadersOf(fields), body, Settings());

    internal static Response Answer(Request request, int status, params string[] locations) =>
        Response.Create(request, status, HeadersOf([.. locations.Select(location => $"Location: {location}")]));

    internal static RedirectException Refused(
        Request request, int status, RedirectPolicy? policy, params string[] locations) =>
        Assert.Throws<RedirectException>(() => Next(request, status, policy, locations));

    private static Headers HeadersOf(string[] fields) =>
        new([.. fields.Select(field => field.Split(": ", 2)).Select(parts => new Header(parts[0], parts[1]))]);

    private static CallSettings Settings() =>
        HttpSessionOptions.SettingsOf(new() { Environment = EnvironmentOptions.None }, null);
}
