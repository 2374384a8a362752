using System.Diagnostics.Tracing;

namespace Peregrine;

/// <summary>The event source <c>Peregrine</c>: warnings about problems that are no reason for an exception.</summary>
[EventSource(Name = "Peregrine")]
internal sealed class Warnings : EventSource
{
    internal static Warnings Log { get; } = new();

    [Event(1, Level = EventLevel.Warning, Message = "The file {0} holds secrets and can be read by others: chmod 600.")]
    internal void ReadableByOthers(string path) => WriteEvent(1, path);

    [Event(2, Level = EventLevel.Warning, Message = "The file {0} holds no readable token; it is ignored.")]
    internal void NoTokenInFile(string path) => WriteEvent(2, path);

    [Event(3, Level = EventLevel.Warning,
        Message = "The netrc file {0} holds an unknown word on line {1}; it was skipped.")]
    internal void UnknownWord(string path, int line) => WriteEvent(3, path, line);

    [Event(4, Level = EventLevel.Warning,
        Message = "A token was not renewed early: {0} The current token is used until it expires.")]
    internal void EarlyRenewalFailed(string reason) => WriteEvent(4, reason);
}
