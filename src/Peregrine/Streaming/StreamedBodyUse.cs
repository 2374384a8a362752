namespace Peregrine;

/// <summary>Who may touch a streamed body at a moment.</summary>
internal enum StreamedBodyUse
{
    /// <summary>No read is under way: the next reader, or Dispose, may take it.</summary>
    Free,

    /// <summary>One reader.</summary>
    Reading,

    /// <summary>One reader, who has to close it when the read is over, because it was disposed meanwhile.</summary>
    DisposedWhileRead,

    /// <summary>It is closed.</summary>
    Disposed,
}
