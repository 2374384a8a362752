using System.Diagnostics.Tracing;

namespace Peregrine;

/// <summary>
/// What a user should know and no caller can be told by an exception. Listened to as the event source <c>Peregrine</c>.
/// </summary>
[EventSource(Name = "Peregrine")]
internal sealed class Warnings : EventSource
{
    internal static Warnings Log { get; } = new();

    [Event(1, Level = EventLevel.Warning, Message = "The file {0} holds secrets and can be read by others: chmod 600.")]
    internal void ReadableByOthers(string path) => WriteEvent(1, path);

    [Event(2, Level = EventLevel.Warning, Message = "The file {0} holds no token that can be read; it counts as none.")]
    internal void NoTokenInFile(string path) => WriteEvent(2, path);

    [Event(3, Level = EventLevel.Warning,
        Message = "In the netrc file {0} the word on line {1} is not known; it was passed over.")]
    internal void UnknownWord(string path, int line) => WriteEvent(3, path, line);

    [Event(4, Level = EventLevel.Warning,
        Message = "A token was not renewed early: {0} The one at hand is used until it ends.")]
    internal void EarlyRenewalFailed(string reason) => WriteEvent(4, reason);
}
