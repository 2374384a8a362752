namespace Peregrine;

/// <summary>A file that was downloaded.</summary>
public sealed class DownloadResult
{
    internal DownloadResult(string path, long length, long received, int requests, Response response) =>
        (Path, Length, BytesReceived, Requests, Response) = (path, length, received, requests, response);

    /// <summary>Where the file is: an absolute path.</summary>
    public string Path { get; }

    /// <summary>How large it is.</summary>
    public long Length { get; }

    /// <summary>
    /// How many bytes of bodies came in for it in this run; more than its length only where something had to be fetched
    /// again, or was decoded (<see cref="DownloadOptions.Decode"/>), less where an earlier run had left a part (<see
    /// cref="DownloadOptions.Resume"/>).
    /// </summary>
    public long BytesReceived { get; }

    /// <summary>How many requests were answered for it.</summary>
    public int Requests { get; }

    /// <summary>
    /// The answer that began the file: the first one, or the one with which the download began anew; where an earlier
    /// run had begun it, the first that went on. Its body went to the file.
    /// </summary>
    public Response Response { get; }

    /// <summary>The path and the size.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path}: {Length} bytes");
}
