namespace Peregrine;

/// <summary>How many retries one hop has made, in all and of each kind.</summary>
internal sealed record RetryCounts(int Total, int Connect, int Read, int Status, int Other)
{
    /// <summary>None yet.</summary>
    internal static RetryCounts Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>These counts, and one retry more.</summary>
    internal RetryCounts Plus(RetryKind kind) => new(
        Total + 1,
        Connect + (kind == RetryKind.Connect ? 1 : 0),
        Read + (kind == RetryKind.Read ? 1 : 0),
        Status + (kind == RetryKind.Status ? 1 : 0),
        Other + (kind is RetryKind.Other or RetryKind.None ? 1 : 0));

    /// <summary>Whether a policy allows no further retry of a kind.</summary>
    internal bool AreSpent(RetryPolicy policy, RetryKind kind) => Total >= policy.Total || kind switch
    {
        RetryKind.Connect => Connect >= policy.Connect,
        RetryKind.Read => Read >= policy.Read,
        RetryKind.Status => Status >= policy.Status,
        RetryKind.Other => Other >= policy.Other,
        _ => false,
    };
}
