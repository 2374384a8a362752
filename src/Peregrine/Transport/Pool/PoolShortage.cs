namespace Peregrine;

/// <summary>Which limit keeps a request from a connection.</summary>
internal enum PoolShortage
{
    /// <summary>None.</summary>
    None,

    /// <summary><see cref="Limits.PerOrigin"/>.</summary>
    PerOrigin,

    /// <summary><see cref="Limits.Total"/>.</summary>
    Total,
}
