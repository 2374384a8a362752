using System.Text.Json;

namespace Peregrine;

/// <summary>
/// The settings of a call that say how the body of its answer is read: a response and its readers see only these.
/// </summary>
internal abstract record BodySettings
{
    /// <summary>
    /// The limit on what is held in memory: a whole body, or a line, an event or an item of a streamed one.
    /// </summary>
    internal required SizeLimit MaxResponseBytes { get; init; }

    /// <summary>
    /// The limit on a streamed body: only what code has set, because such a body is not held in memory.
    /// </summary>
    internal SizeLimit MaxStreamedBytes { get; init; } = SizeLimit.None;

    internal IProgress<Transfer>? DownloadProgress { get; init; }

    /// <summary>The content codings that are undone.</summary>
    internal CodingTable Codings { get; init; } = CodingTable.Standard;

    internal JsonSerializerOptions? JsonOptions { get; init; }
}
