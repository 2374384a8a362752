namespace Peregrine;

/// <summary>Whether a body is deflated.</summary>
internal enum Compression
{
    /// <summary>It is sent as it is.</summary>
    None,

    /// <summary>It is deflated when that makes it smaller.</summary>
    WhenSmaller,

    /// <summary>It is deflated.</summary>
    Always,
}
