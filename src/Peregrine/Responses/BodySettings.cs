using System.Text.Json;

namespace Peregrine;

/// <summary>
/// The settings of a call that say how the body of its answer is read: a response and its readers see only these.
/// </summary>
internal abstract record BodySettings
{
    /// <summary>What the call, the mounts and the session say together, over the defaults.</summary>
    internal required OptionSet Options { get; init; }

    /// <summary>The content codings that are undone.</summary>
    internal abstract CodingTable Codings { get; }

    /// <summary>
    /// The limit on what is held in memory: a whole body, or a line, an event or an item of a streamed one.
    /// </summary>
    internal SizeLimit MaxResponseBytes => Options.MaxResponseBytes ?? SizeLimit.Standard;

    /// <summary>
    /// The limit on a streamed body: only what code has set, because such a body is not held in memory.
    /// </summary>
    internal SizeLimit MaxStreamedBytes => Options.MaxResponseBytes ?? SizeLimit.None;

    internal IProgress<Transfer>? DownloadProgress => Options.DownloadProgress;

    internal JsonSerializerOptions? JsonOptions => Options.JsonOptions;
}
