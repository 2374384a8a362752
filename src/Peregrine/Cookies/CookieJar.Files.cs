namespace Peregrine;

public sealed partial class CookieJar
{
    /// <summary>
    /// Writes all cookies to a file, those that end with the session too. The file is written beside its place and then
    /// moved there, so nobody ever reads half of it; on Unix only its owner may read it.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="format">How. The default is JSON for a name that ends in <c>.json</c>, else Netscape's
    /// <c>cookies.txt</c>, which leaves out cookies with a tab in them.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path, CookieFormat? format = null) => AtomicFile.Write(path, Written(path, format));

    /// <inheritdoc cref="Save(string, CookieFormat?)"/>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="format">How. The default is JSON for a name that ends in <c>.json</c>, else Netscape's
    /// <c>cookies.txt</c>, which leaves out cookies with a tab in them.</param>
    /// <param name="cancellationToken">Gives up; what was there before stays.</param>
    public Task SaveAsync(string path, CookieFormat? format = null, CancellationToken cancellationToken = default) =>
        AtomicFile.WriteAsync(path, Written(path, format), cancellationToken);

    /// <summary>
    /// Puts the cookies of a file in, beside those that are there and in the place of their like, and says how many.
    /// JSON and <c>cookies.txt</c> are told apart by their content; a cookie that has ended, or that no server could
    /// have set, is passed over.
    /// </summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="FormatException">It is JSON, but not of cookies.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="None"/>.</exception>
    public int Load(string path) => Read(File.ReadAllBytes(path));

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up; nothing is put in.</param>
    public async Task<int> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));

    private byte[] Written(string path, CookieFormat? format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var cookies = Snapshot(_ => true);
        var isJson = (format
            ?? (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? CookieFormat.Json : CookieFormat.Netscape))
            == CookieFormat.Json;
        return isJson ? JsonCookies.Write(cookies) : NetscapeCookies.Write(cookies);
    }

    private int Read(byte[] file)
    {
        var now = _time.GetUtcNow();
        var cookies = new List<Cookie>();
        foreach (var read in JsonCookies.IsJson(file) ? JsonCookies.Read(file) : NetscapeCookies.Read(file))
        {
            if (CookieCheck.Kept(read, now) is { } cookie && !(cookie.Expires <= now))
            {
                cookies.Add(cookie);
            }
        }

        Put(cookies);
        return cookies.Count;
    }
}
