namespace Peregrine;

/// <summary>Who may touch a streamed body at a moment.</summary>
internal enum StreamedBodyUse
{
    /// <summary>Nobody reads it: the next to read or to dispose may.</summary>
    Free,

    /// <summary>One reader.</summary>
    Reading,

    /// <summary>One reader, who has to close it when the read is over, because it was disposed meanwhile.</summary>
    DisposedWhileRead,

    /// <summary>Nobody: it is closed.</summary>
    Disposed,
}
