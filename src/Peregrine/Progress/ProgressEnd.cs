namespace Peregrine;

/// <summary>Whether what a progress bar shows goes on, and how it ended.</summary>
internal enum ProgressEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>All of it is done.</summary>
    Whole,

    /// <summary>It ended early.</summary>
    Stopped,
}
