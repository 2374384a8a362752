namespace Peregrine;

/// <summary>How large the head of a response may be, the interim responses before it included.</summary>
internal readonly record struct HeadLimit(int Bytes)
{
    internal static HeadLimit Standard => new(64 * 1024);

    /// <summary>What is wrong with a larger one.</summary>
    internal string Reason
    {
        get
        {
            var size = Bytes % 1024 == 0 ? $"{Bytes / 1024} KiB" : $"{Bytes} bytes";
            return $"the head of the response is larger than {size} (Limits.MaxResponseHeadBytes)";
        }
    }
}
