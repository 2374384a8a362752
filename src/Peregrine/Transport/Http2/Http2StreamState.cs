namespace Peregrine;

/// <summary>How far a stream is. It only goes forward, by compare and exchange.</summary>
internal enum Http2StreamState
{
    /// <summary>Under way.</summary>
    Open,

    /// <summary>A limit or the caller stopped it; the one who waits for it ends it.</summary>
    Stopped,

    /// <summary>Over: it is no stream of its connection any more.</summary>
    Over,
}
