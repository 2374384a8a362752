using System.Buffers;

namespace Peregrine;

/// <summary>
/// Which requests a route is for: a method, an origin, a path and parameters of the query, each of which may be any.
/// </summary>
internal sealed class MockPattern
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    private readonly string? _method;
    private readonly Uri? _origin;
    private readonly MockPath? _path;
    private readonly List<KeyValuePair<string, MockPart>> _query = [];

    private MockPattern(string? method, string target)
    {
        _method = method == "*" ? null : method;
        if (target == "*")
        {
            return;
        }

        _origin = OriginOf(target, out var pathAndQuery);
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? pathAndQuery : pathAndQuery[..mark];
        var names = new HashSet<string>();
        _path = new MockPath(path, names);
        foreach (var (name, value) in MockQuery.Split(mark < 0 ? "" : pathAndQuery[mark..]))
        {
            _query.Add(new(MockQuery.Decode(name), MockPart.Parse(value, MockQuery.Decode, names)));
        }

        HasCaptures = names.Count > 0;
    }

    /// <summary>Whether it captures anything.</summary>
    public bool HasCaptures { get; }

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenCharacters);

    /// <exception cref="ArgumentException">It can't be read.</exception>
    public static MockPattern Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            var text = pattern.Trim();
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            return space > 0 && IsToken(text.AsSpan(0, space))
                ? new MockPattern(text[..space], text[(space + 1)..].TrimStart())
                : new MockPattern(null, text);
        }
        catch (FormatException reason)
        {
            throw new ArgumentException($"'{pattern}' is not a pattern: {reason.Message}", nameof(pattern), reason);
        }
    }

    /// <summary>
    /// What keeps a request from fitting, in words; <see langword="null"/> when it fits, and then
    /// <paramref name="captures"/> are filled.
    /// </summary>
    public string? Difference(HttpMethod method, Uri url, Dictionary<string, string> captures)
    {
        if (_origin is not null && !IsSameOrigin(_origin, url))
        {
            return "another origin";
        }

        if (_path?.Fits(url.AbsolutePath, captures) == false)
        {
            return "another path";
        }

        if (_method is not null && !_method.Equals(method.Method, StringComparison.OrdinalIgnoreCase))
        {
            return "another method";
        }

        return _query.Count == 0 || HasParameters(new MockQuery(url.Query), captures) ? null : "another query";
    }

    private bool HasParameters(MockQuery query, Dictionary<string, string> captures) => _query.TrueForAll(
        wanted => query.GetAll(wanted.Key).Any(value => wanted.Value.Fits(value, captures, mayBeEmpty: true)));

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port
            && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static Uri? OriginOf(string target, out string pathAndQuery)
    {
        var slashes = target.IndexOf("://", StringComparison.Ordinal);
        if (slashes < 0 || target.StartsWith('/'))
        {
            pathAndQuery = target;
            return null;
        }

        var length = target.AsSpan(slashes + 3).IndexOfAny('/', '?');
        var end = length < 0 ? target.Length : slashes + 3 + length;
        pathAndQuery = end < target.Length && target[end] == '/' ? target[end..] : "/" + target[end..];
        return Uri.TryCreate(target[..end], UriKind.Absolute, out var origin)
            && origin is { Scheme: "http" or "https", UserInfo: "" }
                ? origin
                : throw new FormatException("an origin is http:// or https://, a host and perhaps a port.");
    }
}
