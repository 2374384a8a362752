namespace Peregrine;

/// <summary>
/// What a session sets for all its calls, and no call changes: made once, and shared by the settings of each call.
/// </summary>
/// <param name="options">The session's options.</param>
/// <param name="origin">The origin of the base URL; null for none.</param>
internal sealed class SessionSettings(HttpSessionOptions options, Origin? origin)
{
    /// <summary>
    /// The origin that the session's credentials, client certificate and server name belong to; null for the first that
    /// a call names.
    /// </summary>
    internal Origin? Origin { get; } = origin;

    /// <summary>The proxies of calls that name none.</summary>
    internal ProxyRules Proxies { get; } = options.UnixSocket is null
        ? ProxyRules.Create(
            options.Proxy, options.ProxiesOrNull,
            options.EnvironmentSnapshot.Proxies is { } named ? named.For : null)
        : ProxyRules.Create(null, null, null);

    /// <summary>The authorities that the environment names; null when there are none.</summary>
    internal EnvironmentAuthorities? Authorities { get; } = options.EnvironmentSnapshot.Authorities;

    /// <summary>To which addresses connections may be made; null is to all.</summary>
    internal AddressRules? AddressRules { get; } = options.AddressRules;

    /// <summary>The content codings that are undone.</summary>
    internal CodingTable Codings { get; } = options.Decompress == false ? CodingTable.None
        : options.ContentCodingsOrNull is { } added ? new CodingTable(added)
        : CodingTable.Standard;

    /// <summary>Whether content codings are undone; null leaves it to the kind of call.</summary>
    internal bool? Decompress { get; } = options.Decompress;

    /// <summary>How much of a body of unknown length is read before it is sent; null for nothing.</summary>
    internal int? MeasureBodiesUpTo { get; } = options.MeasureBodiesUpTo;

    internal MountTable? Mounts { get; } = MountTable.FromMounts(options.MountsOrNull);

    internal RetryBudget? RetryBudget { get; } = options.RetryBudget;
}
