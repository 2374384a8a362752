namespace Peregrine;

/// <summary>A session of the user's: what earlier calls left, and what this one adds to it.</summary>
internal sealed class StoredSession : IKeptState
{
    private readonly string _path;
    private readonly string _origin;
    private readonly bool _stays;
    private readonly SessionDocument _document;
    private readonly CookieChanges _changes;
    private readonly string? _begunWith; // The file of HTTPie's that this session takes over, or null.
    private readonly OriginMemory _taken = new([], null); // What stood in that.
    private OriginMemory _given = new([], null);

    private StoredSession(string path, Uri url, bool stays)
    {
        (_path, _origin, _stays) = (path, $"{url.Scheme}://{url.Authority}", stays);
        _document = SessionDocument.Read(path);
        _changes = new CookieChanges(_document.Cookies);
    }

    private StoredSession(string path, Uri url, bool stays, HttpieSession other, string otherPath)
        : this(path, url, stays)
    {
        _begunWith = otherPath;
        _taken = SessionDocument.Import(other, otherPath, Cookies, url);
    }

    public CookieJar Cookies => _document.Cookies;

    /// <summary>Reads the session that a plan names.</summary>
    /// <exception cref="UsageException">Its file is broken.</exception>
    /// <exception cref="IOException">Its file can't be read.</exception>
    internal static StoredSession Open(string name, Plan plan, Uri url, Func<string, string?> variable)
    {
        var path = SessionPath.Of(name, url, variable);
        if (HttpieSession.Read(path) is not { } other)
        {
            return new StoredSession(path, url, plan.IsSessionReadOnly && File.Exists(path));
        }

        // HTTPie would not find its own way in a file that this program has written.
        var own = HttpieSession.OwnPathOf(path);
        return File.Exists(own)
            ? new StoredSession(own, url, plan.IsSessionReadOnly)
            : new StoredSession(own, url, plan.IsSessionReadOnly, other, path);
    }

    /// <summary>Adds what is kept to a call, and notes what the call has to keep.</summary>
    /// <param name="plan">The plan of the call.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="variable">The environment variables.</param>
    /// <exception cref="UsageException">The kept credentials can't be used.</exception>
    /// <exception cref="ArgumentException">A cookie can't be kept.</exception>
    internal void AddTo(Plan plan, RequestOptions options, Uri url, Func<string, string?> variable)
    {
        var kept = _taken.With(_document.For(_origin));
        _given = new OriginMemory(
            [.. options.Headers.Where(field => field.Value is not null && OriginMemory.Keeps(field.Key))!],
            plan.LoginType is AuthType.Basic or AuthType.Digest or AuthType.Bearer && plan.Login?.IsInVariable == false
                ? LoginSettings.KeptOf(plan, variable)
                : null);
        MoveCookies(options, url);
        var more = kept.With(_given).Headers.Where(
            field => !options.Headers.Contains(field.Key) && !(options.Auth is not null && IsLogin(field.Key)));
        foreach (var (name, value) in more.ToList())
        {
            options.Headers.Add(name, value);
        }

        options.Auth ??= kept.Login?.ToAuth();
    }

    public void Keep()
    {
        if (_stays)
        {
            return;
        }

        PrivateFile.MakeFolderOf(_path);
        using var _ = PrivateFile.Lock(_path);
        var latest = SessionDocument.Read(_path);
        _changes.ApplyTo(latest.Cookies);
        latest.Write(_origin, _taken.With(latest.For(_origin)).With(_given));
        if (_begunWith is not null)
        {
            Messages.Say(
                $"{PrintableText.Line(_begunWith)} is a session of HTTPie's: it was read and is left as it is, and "
                + $"goes on in {PrintableText.Line(_path)}");
        }
    }

    private static bool IsLogin(string name) => name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    // Written as a header, they belong to the session all the same.
    private void MoveCookies(RequestOptions options, Uri url)
    {
        var pairs = options.Headers.Where(field => field.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => (field.Value ?? "").Split(';', StringSplitOptions.TrimEntries))
            .Where(pair => pair.Contains('=', StringComparison.Ordinal));
        foreach (var pair in pairs.ToList())
        {
            var parts = pair.Split('=', 2);
            Cookies.Set(url, parts[0], parts[1]);
        }
    }
}
