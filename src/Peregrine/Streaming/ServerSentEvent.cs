namespace Peregrine;

/// <summary>One event of a <c>text/event-stream</c> (HTML standard of WHATWG, section 9.2).</summary>
public sealed class ServerSentEvent
{
    internal ServerSentEvent(string type, string data, string id, TimeSpan? retry) =>
        (Type, Data, Id, Retry) = (type, data, id, retry);

    /// <summary>What kind of event it is; <c>message</c> when the server names none.</summary>
    public string Type { get; }

    /// <summary>The data; its lines are joined by LF.</summary>
    public string Data { get; }

    /// <summary>
    /// The last id that the server has given, with this event or before it; empty when it has given none.
    /// </summary>
    public string Id { get; }

    /// <summary>
    /// How long the server wants clients to wait before they connect again, as far as it has said so; null when it has
    /// not.
    /// </summary>
    public TimeSpan? Retry { get; }

    /// <summary>The type and the size of the data, which may be a secret.</summary>
    public override string ToString() => $"{Redaction.Printable(Type)}, {Data.Length} characters";
}
