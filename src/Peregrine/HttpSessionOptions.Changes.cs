namespace Peregrine;

/// <content>
/// How options are copied and changed. An option of the session alone has one line in <c>Changed</c>; the others have
/// theirs in their set.
/// </content>
public sealed partial class HttpSessionOptions
{
    /// <summary>What a mount or a call can set too.</summary>
    internal OptionSet Set { get; private init; } = new();

    /// <summary>A copy with a base URL.</summary>
    /// <exception cref="ArgumentException">These options have one already.</exception>
    internal HttpSessionOptions WithBaseUrl(Url baseUrl) => BaseUrl is null
        ? With(new HttpSessionOptions { BaseUrl = baseUrl })
        : throw new ArgumentException("The base URL is given twice.", nameof(baseUrl));

    /// <summary>
    /// A copy with changes: what is null there is kept; headers, query and mounts are merged by name, middleware is
    /// added inside, and hooks are added behind.
    /// </summary>
    /// <param name="changes">The changes.</param>
    /// <param name="former">The rates before: a bucket whose limit is set again is kept.</param>
    /// <exception cref="ArgumentException">A list among the changes was given something that it refused.</exception>
    internal HttpSessionOptions With(HttpSessionOptions changes, RateTable? former = null)
    {
        RefusedConfiguration.Throw(changes);
        return Changed(changes, former);
    }

    private HttpSessionOptions Changed(HttpSessionOptions changes, RateTable? former) => new()
    {
        Set = new OptionSet(changes.Set, Set),
        Dialing = changes.Dialing?.Over(Dialing) ?? Dialing,
        BaseUrl = changes.BaseUrl ?? BaseUrl,
        Query = Merge<QueryValues, object?>([], QueryOrNull, changes.QueryOrNull),
        Headers = Merge<HeaderValues, string?>([], HeadersOrNull, changes.HeadersOrNull),
        Cookies = changes.Cookies ?? Cookies,
        RetryBudget = changes.RetryBudget ?? RetryBudget,
        RateLimit = changes.RateLimit ?? RateLimit,
        Rates = RateTable.Changed(Rates, changes.RateLimit, changes.MountsOrNull, former),
        MountsOrNull = Both(MountsOrNull, changes.MountsOrNull),
        MiddlewareOrNull = Both(MiddlewareOrNull, changes.MiddlewareOrNull),
        NetworkMiddlewareOrNull = Both(NetworkMiddlewareOrNull, changes.NetworkMiddlewareOrNull),
        PropagateContext = changes.PropagateContext ?? PropagateContext,
        OnRequest = OnRequest + changes.OnRequest,
        OnResponse = OnResponse + changes.OnResponse,
        OnAttempt = OnAttempt + changes.OnAttempt,
        ProxiesOrNull = changes.ProxiesOrNull ?? ProxiesOrNull,
        Environment = changes.Environment ?? Environment,
        ReadVariable = changes.ReadVariable ?? ReadVariable,
        EnvironmentSnapshot = changes is { Environment: null, ReadVariable: null, Transport: null }
            ? EnvironmentSnapshot
            : null!,
        Limits = changes.Limits ?? Limits,
        AddressRules = changes.AddressRules ?? AddressRules,
        AltSvc = changes.AltSvc ?? AltSvc,
        ContentCodingsOrNull = changes.ContentCodingsOrNull ?? ContentCodingsOrNull,
        Decompress = changes.Decompress ?? Decompress,
        MeasureBodiesUpTo = changes.MeasureBodiesUpTo ?? MeasureBodiesUpTo,
        Transport = changes.Transport ?? Transport,
        TimeProvider = changes.TimeProvider ?? TimeProvider,
    };

    // What is given later comes inside.
    private static List<Middleware>? Both(IList<Middleware>? outer, IList<Middleware>? inner) =>
        outer is null && inner is null ? null : [.. outer ?? [], .. inner ?? []];

    // A pattern that is given again is given anew.
    private static Mounts? Both(Mounts? outer, Mounts? inner)
    {
        if (outer is null && inner is null)
        {
            return null;
        }

        Mounts both = [];
        foreach (var (pattern, mount) in (outer ?? []).Concat(inner ?? []))
        {
            both[pattern] = mount;
        }

        return both;
    }

    private static TValues Merge<TValues, T>(TValues merged, TValues? outer, TValues? inner)
        where TValues : NamedValues<T>
    {
        var kept = outer?.Where(item => inner?.Contains(item.Key) != true) ?? [];
        foreach (var (name, value) in inner is null ? kept : kept.Concat(inner))
        {
            merged.Add(name, value);
        }

        return merged;
    }
}
