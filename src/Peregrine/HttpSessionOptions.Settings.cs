namespace Peregrine;

/// <content>What the rooms below are told of the options, when a session is made.</content>
public sealed partial class HttpSessionOptions
{
    /// <summary>The buckets of the session, and of those that share them; null where no rate is set.</summary>
    internal RateTable? Rates { get; private init; }

    /// <summary>The settings of a session's calls, with the defaults where it says nothing.</summary>
    /// <param name="options">The session's options.</param>
    /// <param name="origin">The origin of the base URL; null for none.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    internal static CallSettings SettingsOf(HttpSessionOptions options, Origin? origin) =>
        CallSettings.ForSession(options.Set, options.ForAllCalls(origin), options.Hooks());

    /// <summary>What makes the requests of a session.</summary>
    /// <exception cref="InvalidUrlException">The base URL can't be used.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    internal RequestBuilder MakeBuilder() => new(
        BaseUrl, QueryOrNull, HeadersOrNull, hasOwnTransport: Transport is not null,
        hasNoAuth: Auth is NoAuth, origin => SettingsOf(this, origin));

    /// <summary>What makes the requests of a handler that is the session.</summary>
    /// <param name="settings">The settings of the session's own calls.</param>
    internal RequestBuilder MakeHandlerBuilder(CallSettings settings) => new(
        BaseUrl, QueryOrNull, HeadersOrNull, hasOwnTransport: Transport is not null,
        hasNoAuth: true, _ => settings.ForHandler()); // The credentials of the base URL are in the settings already.

    private SessionSettings ForAllCalls(Origin? origin) => new()
    {
        Origin = origin,
        Proxies = UnixSocket is null
            ? ProxyRules.Create(
                Proxy, ProxiesOrNull, EnvironmentSnapshot.Proxies is { } named ? named.For : null)
            : ProxyRules.Create(null, null, null),
        Authorities = EnvironmentSnapshot.Authorities,
        AddressRules = AddressRules,
        Codings = Decompress == false ? CodingTable.None
            : ContentCodingsOrNull is { } added ? new CodingTable(added)
            : CodingTable.Standard,
        Decompress = Decompress,
        MeasureBodiesUpTo = MeasureBodiesUpTo,
        Mounts = MountTable.FromMounts(MountsOrNull),
        RetryBudget = RetryBudget,
        PropagateContext = PropagateContext,
        Rates = Rates,
    };

    private CallHooks Hooks() => new()
    {
        Middleware = MiddlewareOrNull is { Count: > 0 } outer ? [.. outer] : [],
        NetworkMiddleware = NetworkMiddlewareOrNull is { Count: > 0 } network ? [.. network] : [],
        OnRequest = OnRequest,
        OnResponse = OnResponse,
        OnAttempt = OnAttempt,
    };
}
