using System.Diagnostics.Tracing;

namespace Peregrine;

/// <summary>What a user should know and no caller can be told by an exception. Listened to as the event source <c>Peregrine</c>.</summary>
[EventSource(Name = "Peregrine")]
internal sealed class Warnings : EventSource
{
    internal static Warnings Log { get; } = new();

    [Event(1, Level = EventLevel.Warning, Message = "The file {0} holds secrets and can be read by others: chmod 600.")]
    internal void ReadableByOthers(string path) => WriteEvent(1, path);
}
