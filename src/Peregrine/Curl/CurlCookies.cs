namespace Peregrine;

/// <summary>The jar of a line of curl, which keeps no cookies unless <c>-b</c> or <c>-c</c> asks for it.</summary>
internal sealed class CurlCookies
{
    private readonly List<string> _files = [];

    /// <summary>Whether cookies are kept.</summary>
    internal bool AreKept { get; set; }

    internal void AddFile(string path)
    {
        AreKept = true;
        if (path.Length > 0)
        {
            _files.Add(CurlFiles.PathOf(path));
        }
    }

    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="FormatException">A file holds other things.</exception>
    internal CookieJar ToJar()
    {
        if (!AreKept)
        {
            return CookieJar.None;
        }

        var jar = new CookieJar();
        foreach (var path in _files.Where(File.Exists)) // The first of many calls with -b jar -c jar finds none.
        {
            jar.Load(path);
        }

        return jar;
    }
}
