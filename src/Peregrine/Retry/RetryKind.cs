namespace Peregrine;

/// <summary>The kind of outcome that a retry follows: each kind may have a limit of its own.</summary>
internal enum RetryKind
{
    /// <summary>An outcome after which the policy does not retry.</summary>
    None,

    /// <summary>No connection: the server has not seen the request.</summary>
    Connect,

    /// <summary>The server may have seen the request, and its answer did not arrive whole.</summary>
    Read,

    /// <summary>An answer whose status asks for another try.</summary>
    Status,

    /// <summary>Any other failure that may be temporary.</summary>
    Other,
}
