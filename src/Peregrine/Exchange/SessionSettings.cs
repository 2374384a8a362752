namespace Peregrine;

/// <summary>
/// What a session sets for all its calls, and no call changes: made once, and shared by the settings of each call.
/// </summary>
internal sealed class SessionSettings
{
    /// <summary>
    /// The origin that the session's credentials, client certificate and server name belong to; null for the first that
    /// a call names.
    /// </summary>
    internal required Origin? Origin { get; init; }

    /// <summary>The proxies of calls that name none.</summary>
    internal required ProxyRules Proxies { get; init; }

    /// <summary>The authorities that the environment names; null when there are none.</summary>
    internal required EnvironmentAuthorities? Authorities { get; init; }

    /// <summary>To which addresses connections may be made; null is to all.</summary>
    internal required AddressRules? AddressRules { get; init; }

    /// <summary>The content codings that are undone.</summary>
    internal required CodingTable Codings { get; init; }

    /// <summary>Whether content codings are undone; null leaves it to the kind of call.</summary>
    internal required bool? Decompress { get; init; }

    /// <summary>How much of a body of unknown length is read before it is sent; null for nothing.</summary>
    internal required int? MeasureBodiesUpTo { get; init; }

    internal required MountTable? Mounts { get; init; }

    internal required RetryBudget? RetryBudget { get; init; }

    /// <summary>Which addresses are sent the context of the trace; null for those of <see cref="Origin"/>.</summary>
    internal required Func<Uri, bool>? PropagateContext { get; init; }

    /// <summary>The rates of the session and its mounts; null where none is set.</summary>
    internal required RateTable? Rates { get; init; }
}
