namespace Peregrine;

/// <summary>A response whose body is on its way to the file, and what it is.</summary>
/// <param name="Response">The response, its body unread.</param>
/// <param name="Answer">The whole file, or a part.</param>
internal sealed record DownloadResponse(Response Response, DownloadAnswer Answer);
