namespace Peregrine;

/// <summary>A line that a <see cref="ProgressBoard"/> shows; its lock is held in every call.</summary>
internal interface IProgressLine
{
    /// <summary>When it was shown first, or where lines stay, when it was written last: a time stamp of the board's
    /// clock.</summary>
    long ShownAt { get; set; }

    /// <summary>What it says now.</summary>
    ProgressView View();
}
