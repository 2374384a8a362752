namespace Peregrine;

/// <summary>What a proxy did, or did not, in words that may be shown. It never leaves the transport.</summary>
/// <param name="reason">What happened.</param>
/// <param name="cause">What the platform said, if it did.</param>
internal sealed class ProxyException(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>The status with which it refused; null when it was not that.</summary>
    internal int? StatusCode { get; init; }

    /// <summary>Whether trying again is of no use.</summary>
    internal bool IsFinal { get; init; }
}
