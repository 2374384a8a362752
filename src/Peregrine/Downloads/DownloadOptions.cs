namespace Peregrine;

/// <summary>How a file is downloaded.</summary>
public sealed class DownloadOptions
{
    /// <summary>
    /// What each request of the download sets: headers, credentials, limits. The default is what the session sets.
    /// </summary>
    public RequestOptions? Request { get; set; }

    /// <summary>
    /// Is told how far the file has come: at its first bytes, ten times a second, and at its end. The default is
    /// null: no reports.
    /// </summary>
    public IProgress<Transfer>? Progress { get; set; }

    /// <summary>The largest file, in bytes. The default is as large as the disk has room for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? MaxBytes
    {
        get;
        set => field = value is null or >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A size can't be negative.");
    }

    /// <summary>
    /// How often in a row the server is asked again when nothing has come, after a cut, a silence or an answer such as
    /// 503. When something has come, the count begins anew, and only what is missing is asked for, where the server can
    /// (RFC 9110, section 14). The default is 5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Retries
    {
        get;
        set => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A count can't be negative.");
    } = 5;

    /// <summary>
    /// In how many parts a file of 2 MiB and more is fetched at once, where the server can and the call is
    /// asynchronous. The default is 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 16.</exception>
    public int Segments
    {
        get;
        set => field = value is >= 1 and <= 16 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "There are 1 to 16 segments.");
    } = 1;

    /// <summary>
    /// The SHA-256 that the file must have, in hexadecimal. What the server says itself (<c>Repr-Digest</c>,
    /// <c>Content-Digest</c>, RFC 9530) is checked always.
    /// </summary>
    /// <exception cref="ArgumentException">Not 64 hexadecimal digits.</exception>
    public string? Sha256
    {
        get;
        set => field = value is null || (value.Length == 64 && value.All(char.IsAsciiHexDigit)) ? value
            : throw new ArgumentException("A SHA-256 is 64 hexadecimal digits.", nameof(value));
    }

    /// <summary>
    /// Whether a file that is there already is replaced. The default is true; otherwise it is an
    /// <see cref="IOException"/>, before anything is sent where the path names the file.
    /// </summary>
    public bool Overwrite { get; set; } = true;

    /// <summary>
    /// Whether a download that fails keeps what has come, and the next one goes on with it, as <c>curl -C -</c> and
    /// <c>wget -c</c> do. The part lies beside its place as <c>NAME.part</c>, with what must be known of it in
    /// <c>NAME.part.info</c>; it is gone on with when the address is the same and the server shows by its validator
    /// that the file is, and begun anew otherwise. A part whose server gives no strong validator, contradicts itself,
    /// or whose digest is wrong is not kept. The default is false: a failed download leaves nothing.
    /// </summary>
    public bool Resume { get; set; }

    /// <summary>
    /// Whether the content codings (gzip, br …) that the server stores the file under are undone. A download asks for
    /// the file without any, so what comes with one is stored so: the default is false, and the file is saved as it is
    /// stored. A file that is decoded can't be gone on with after a cut, and the server's digests are not checked: they
    /// are of what is stored.
    /// </summary>
    public bool Decode { get; set; }

    /// <summary>
    /// Whether the file is written through to the disk before it gets its name, so that a machine that loses its power
    /// leaves the old file or the whole new one. The default is true. False leaves it to the system, as a copy does:
    /// a large file is there sooner, and what stands in its place after such a loss may have holes.
    /// </summary>
    public bool FlushToDisk { get; set; } = true;
}
