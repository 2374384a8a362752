namespace Peregrine;

/// <summary>How cookies are written to a file.</summary>
public enum CookieFormat
{
    /// <summary>
    /// The <c>cookies.txt</c> of Netscape, as curl, wget and yt-dlp read and write it. It can't hold <c>SameSite</c>,
    /// <c>Partitioned</c> and the times of creation and use.
    /// </summary>
    Netscape,

    /// <summary>Peregrine's own JSON, which keeps every member of a cookie.</summary>
    Json,
}
