namespace Peregrine;

/// <summary>What becomes of a field that a server sent.</summary>
internal enum ReceivedField
{
    /// <summary>It is taken in.</summary>
    Kept,

    /// <summary>It is passed over, and the rest of the message stands.</summary>
    LeftOut,

    /// <summary>The message is malformed.</summary>
    Refused,
}
