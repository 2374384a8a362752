namespace Peregrine;

/// <summary>A file that was downloaded.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Received">How many bytes came for it.</param>
/// <param name="Length">How large it is, where that is known.</param>
/// <param name="Elapsed">How long that took.</param>
/// <param name="Response">The answer, without its body.</param>
internal sealed record Download(string Path, long Received, long? Length, TimeSpan Elapsed, Response Response);
