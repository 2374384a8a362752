namespace Peregrine;

/// <summary>What kind of outcome a retry mends: each kind may have a counter of its own.</summary>
internal enum RetryKind
{
    /// <summary>An outcome that nobody tries again by himself.</summary>
    None,

    /// <summary>No connection: the server has not seen the request.</summary>
    Connect,

    /// <summary>The server may have seen the request, and the answer did not come whole.</summary>
    Read,

    /// <summary>An answer whose status asks for another try.</summary>
    Status,

    /// <summary>Any other failure that may pass.</summary>
    Other,
}
