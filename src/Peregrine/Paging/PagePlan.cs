using System.Text.Json;

namespace Peregrine;

/// <summary>
/// What a loop over pages asks for: the first request, and the one after each page. Made once, before the call returns;
/// each loop over it begins with the first page. Pure.
/// </summary>
internal sealed class PagePlan
{
    private readonly QueryDefaults _query;

    private PagePlan(Paging paging, Request first, QueryDefaults query) =>
        (Paging, First, _query) = (paging, first, query);

    internal Paging Paging { get; }

    internal Request First { get; }

    internal JsonSerializerOptions? JsonOptions => First.JsonOptions;

    /// <summary>Makes the plan of a call.</summary>
    /// <param name="paging">The manner.</param>
    /// <param name="first">The request of the call, without the parameters of the manner.</param>
    /// <param name="url">The URL that the caller wrote.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="query">What the session and the call add to each URL that lacks it.</param>
    /// <exception cref="ArgumentException">The call has a body, or a page number that is none.</exception>
    internal static PagePlan Create(
        Paging paging, Request first, Url url, RequestOptions? options, QueryDefaults query)
    {
        if (first.Body is not null)
        {
            throw new ArgumentException("Pages are asked for with GET and without a body.", nameof(options));
        }

        // What the caller names for this call stands; a parameter of the session's is only a default.
        var written = ParsedUrl.Split(url.Text).Query;
        var target = first.Target;
        foreach (var (name, value) in paging.Rule.First)
        {
            if (UrlQuery.Find(written, name) is null && options?.QueryOrNull?.Contains(name) != true)
            {
                target = With(target, name, value);
            }
        }

        first = first with { Target = target };
        paging.Rule.Check(first);
        return new PagePlan(paging, first, query);
    }

    /// <summary>The request for the page after this one; null when it is the last.</summary>
    /// <exception cref="DecodingException">The page does not hold what says where the next one is.</exception>
    /// <exception cref="ProtocolException">The next page must not or can't be asked for.</exception>
    internal Request? After(Page page) => Paging.MaxPages <= page.Number ? null : Paging.Rule.After(page) switch
    {
        null => null,
        { Reference: { } reference } => Linked(page, reference),
        var next => page.Asked with { Target = With(page.Asked.Target, next.Parameter, next.Value) },
    };

    private static RequestTarget With(RequestTarget target, string name, string value) =>
        new(target.Written with { Query = UrlQuery.Set(target.Written.Query, name, value) }, target);

    // At the origin of the call it is the call's request with another URL. Elsewhere it is what a redirect to there
    // would send, and once a page came from elsewhere, so are all that follow.
    private Request Linked(Page page, string reference)
    {
        var target = TargetOf(page, reference);
        if (page.Response.Request.Target.Origin.IsSecure && !target.Origin.IsSecure)
        {
            throw PageFailures.Downgrade(page, First.Elsewhere(target));
        }

        if (target.Origin != First.Target.Origin || !IsHere(page))
        {
            return First.Elsewhere(target);
        }

        var missing = _query.For(target.Written.Query, null);
        return First with
        {
            Target = missing.Length == 0
                ? target
                : new(target.Written with { Query = BaseUrl.Both(target.Written.Query, missing) }, target),
        };
    }

    private static RequestTarget TargetOf(Page page, string reference)
    {
        var from = page.Response.Request.Target;
        try
        {
            return new(UrlReference.Resolve(from.Written, reference) with { UserInfo = null, Fragment = null }, from);
        }
        catch (InvalidUrlException reason)
        {
            throw PageFailures.Unusable(page, reason);
        }
    }

    private bool IsHere(Page page) =>
        !page.Asked.IsElsewhere && IsHere(page.Response) && page.Response.History.All(IsHere);

    private bool IsHere(Response response) => response.Request.Target.Origin == First.Target.Origin;
}
