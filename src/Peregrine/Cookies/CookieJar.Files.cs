namespace Peregrine;

public sealed partial class CookieJar
{
    /// <summary>
    /// Writes all cookies to a file, including those that end with the session. The file replaces an old one in one
    /// step, so that a reader never sees half of it. On Unix only its owner may read it.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="format">The format. The default is JSON for a name that ends in <c>.json</c>, else Netscape's
    /// <c>cookies.txt</c>, which leaves out cookies with a tab in them.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path, CookieFormat? format = null) => AtomicFile.Write(path, Written(path, format));

    /// <inheritdoc cref="Save(string, CookieFormat?)"/>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="format">The format. The default is JSON for a name that ends in <c>.json</c>, else Netscape's
    /// <c>cookies.txt</c>, which leaves out cookies with a tab in them.</param>
    /// <param name="cancellationToken">Cancels the write; the old file stays.</param>
    public Task SaveAsync(string path, CookieFormat? format = null, CancellationToken cancellationToken = default) =>
        AtomicFile.WriteAsync(path, Written(path, format), cancellationToken);

    /// <summary>
    /// Adds the cookies of a file to the jar, replaces those of the same name, domain and path, and says how many it
    /// read. The content tells JSON from <c>cookies.txt</c>. Cookies that have expired, or that no server could have
    /// set, are skipped.
    /// </summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="FormatException">It is JSON, but not of cookies.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="None"/>.</exception>
    public int Load(string path) => Read(File.ReadAllBytes(path));

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the reading; the jar stays as it is.</param>
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
