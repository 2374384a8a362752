namespace Peregrine;

/// <summary>A path with captures, segment by segment, so that an escaped slash is none.</summary>
internal sealed class MockPath
{
    private readonly MockPart[] _parts;
    private readonly string? _rest;
    private readonly string? _plain; // The path as it is, where it captures nothing and no part of it is escaped.

    /// <exception cref="FormatException">It can't be read.</exception>
    public MockPath(string path, HashSet<string> names)
    {
        if (!path.StartsWith('/'))
        {
            throw new FormatException(
                "after the method there is a path with its first slash, an absolute URL, or '*'.");
        }

        if (path.Contains('#', StringComparison.Ordinal))
        {
            throw new FormatException("a fragment is never sent.");
        }

        var segments = path[1..].Split('/');
        if (segments[^1].StartsWith("{**", StringComparison.Ordinal) && segments[^1].EndsWith('}'))
        {
            _rest = MockPart.Name(segments[^1][3..^1], names);
            segments = segments[..^1];
        }

        if (segments.Any(segment => segment is "*" or "**"))
        {
            throw new FormatException(
                "a part of a path that may be anything is {name}, and all that is left {**name}.");
        }

        _parts = [.. segments.Select(segment => MockPart.Parse(segment, Uri.UnescapeDataString, names))];
        _plain = path.AsSpan().IndexOfAny('{', '%') < 0 ? path : null;
    }

    public bool Fits(string path, Dictionary<string, string> captures)
    {
        if (_plain is not null && !path.Contains('%', StringComparison.Ordinal))
        {
            return path == _plain;
        }

        var segments = path[1..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (_rest is null ? segments.Length != _parts.Length : segments.Length < _parts.Length)
        {
            return false;
        }

        if (_rest is not null)
        {
            captures[_rest] = string.Join('/', segments[_parts.Length..]);
        }

        return _parts.Zip(segments).All(pair => pair.First.Fits(pair.Second, captures, mayBeEmpty: false));
    }
}
