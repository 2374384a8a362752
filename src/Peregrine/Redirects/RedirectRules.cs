namespace Peregrine;

/// <summary>The next request that a redirect asks for (RFC 9110, section 15.4). Pure.</summary>
internal static class RedirectRules
{
    /// <summary>The next request, or null when the response is not a redirect to follow.</summary>
    /// <param name="request">The request that was redirected, unsigned.</param>
    /// <param name="response">Its response, the last of the call's history.</param>
    /// <param name="policy">The policy of the call.</param>
    /// <param name="history">The redirects of the call, this response the last.</param>
    /// <exception cref="RedirectException">The redirect must not be followed.</exception>
    internal static Request? Next(
        Request request, Response response, RedirectPolicy policy, IReadOnlyList<Response> history)
    {
        if (policy.Max == 0 || !response.IsRedirect)
        {
            return null;
        }

        if (history.Count > policy.Max)
        {
            return policy.GivesLast
                ? null
                : throw Refused(
                    $"{history[0].Request} was redirected more than "
                    + $"{(policy.Max == 1 ? "once" : $"{policy.Max} times")}, at last by "
                    + $"{Redaction.Address(request.Url)}",
                    request,
                    history);
        }

        var target = TargetOf(request, LocationOf(request, response, history), history);
        if (request.Target.Origin.IsSecure && !target.Origin.IsSecure && !policy.AllowDowngrade)
        {
            throw Refused($"{request} was redirected from https to {Redaction.Address(target.Uri)}", request, history);
        }

        return Judge(policy, response, Follow(request, response.StatusCode, target, policy, history), history);
    }

    private static Request? Judge(
        RedirectPolicy policy, Response response, Request next, IReadOnlyList<Response> history) =>
        policy.Verdict?.Invoke(new RedirectContext(response, next, [.. history])) switch
        {
            null or RedirectVerdict.Follow => next,
            RedirectVerdict.Stop => null,
            _ => throw Refused($"{response.Request} was redirected to {Redaction.Address(next.Url)}, which the "
                + "policy's verdict function refuses", response.Request, history),
        };

    private static Request Follow(
        Request request, int status, RequestTarget target, RedirectPolicy policy, IReadOnlyList<Response> history)
    {
        var method = MethodOf(request.Method, status, policy.KeepPost);
        var headers = request.Headers;
        var body = request.Body;
        if (method != request.Method)
        {
            body = null;
            headers = new Headers(
                [.. headers.Where(field => !field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))]);
        }

        if (body is { IsReplayable: false })
        {
            throw Refused(
                $"{request} was redirected with {status}, but its body can be sent only once", request, history);
        }

        if (target.Origin != request.Target.Origin)
        {
            if (body is not null && !policy.KeepBody && !IsUpgrade(request.Target.Origin, target.Origin))
            {
                throw Refused(
                    $"{request} was redirected with {status} to another origin, {Redaction.Address(target.Uri)}, which "
                    + "would be sent its body (RedirectPolicy.KeepBody)",
                    request,
                    history);
            }

            headers = new Headers([.. headers.Where(field => MayKeep(field.Name, policy))]);
        }

        return request with { Method = method, Target = target, Headers = headers, Body = body };
    }

    // The host is the same, and the body has crossed the network without encryption already.
    private static bool IsUpgrade(Origin from, Origin to) =>
        from is { IsSecure: false, Port: 80 } && to is { IsSecure: true, Port: 443 } && from.Host == to.Host;

    // Location is not a list (RFC 9110, section 5.3): clients could choose different lines, so lines that differ are
    // refused.
    private static string LocationOf(Request request, Response response, IReadOnlyList<Response> history)
    {
        var lines = response.Headers.Where(field => field.IsNamed(HeaderNames.Location))
            .Select(FieldText.ToReference).ToList();
        if (lines.Exists(line => line != lines[0]))
        {
            throw Refused($"{request} was redirected to {lines.Count} places at once", request, history);
        }

        return lines[0].Length > 0
            ? lines[0]
            : throw Refused($"{request} was redirected with an empty Location", request, history);
    }

    private static bool MayKeep(string name, RedirectPolicy policy) =>
        HarmlessHeaders.MayKeep(name)
        || (policy.KeepHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !string.Equals(name, HeaderNames.Host, StringComparison.OrdinalIgnoreCase));

    private static HttpMethod MethodOf(HttpMethod method, int status, bool keepPost) => status switch
    {
        301 or 302 when method == HttpMethod.Post && !keepPost => HttpMethod.Get,
        303 when method != HttpMethod.Head => HttpMethod.Get,
        _ => method,
    };

    // The parser of the connection reads the target. A target without a fragment inherits it (RFC 9110, section
    // 10.2.2).
    private static RequestTarget TargetOf(Request request, string location, IReadOnlyList<Response> history)
    {
        try
        {
            var from = request.Target.Written;
            var to = UrlReference.Resolve(from, location);
            return new RequestTarget(to with { UserInfo = null, Fragment = to.Fragment ?? from.Fragment });
        }
        catch (InvalidUrlException reason)
        {
            throw Refused(
                $"{request} was redirected to a place that can't be used ({reason.Message})", request, history);
        }
    }

    private static RedirectException Refused(string what, Request request, IReadOnlyList<Response> history) =>
        new(what + ": the redirect is not followed.", request, [.. history]);
}
