namespace Peregrine;

/// <summary>The header fields of a line, in the order in which curl sends them.</summary>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlHeaders(ICollection<string> notUnderstood)
{
    private const string Option = "--header";
    private readonly List<Header> _own = [];
    private readonly HashSet<string> _without = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _named = new(StringComparer.OrdinalIgnoreCase)
    {
        [HeaderNames.UserAgent] = UserAgent.Default,
        [HeaderNames.Accept] = "*/*",
    };

    /// <summary>Whether the server is to be asked before the body is sent.</summary>
    internal bool ExpectsContinue { get; private set; }

    /// <summary>The content type that the line names, or null.</summary>
    internal string? ContentType => _own.FindLast(one => one.IsNamed(HeaderNames.ContentType)).Value;

    /// <summary>Whether the line names the field, or takes it out.</summary>
    internal bool Has(string name) => _without.Contains(name) || _own.Exists(field => field.IsNamed(name));

    /// <summary>A field that an option of its own gives; an empty value takes it out.</summary>
    internal void Name(string name, string value) => _named[name] = ShellText.Latin(value);

    /// <summary>A part of the <c>Cookie</c> field.</summary>
    internal void AddCookies(string text) =>
        Name(HeaderNames.Cookie, _named.TryGetValue(HeaderNames.Cookie, out var former) ? $"{former}; {text}" : text);

    /// <summary>Adds a field behind the line's own, when they lack it.</summary>
    internal void AddDefault(string name, string value)
    {
        if (!Has(name))
        {
            _own.Add(new Header(name, value));
        }
    }

    /// <summary>Takes the value of <c>-H</c>.</summary>
    /// <exception cref="FormatException">It is no field that can be sent.</exception>
    internal void Add(string line)
    {
        var end = line.AsSpan().IndexOfAny(':', ';');
        if (line is ['@', ..] || end <= 0 || (line[end] == ';' && line.AsSpan(end + 1).Trim().Length > 0))
        {
            notUnderstood.Add(Option);
            return;
        }

        var (name, value) = (line[..end], ShellText.Latin(line[(end + 1)..]).Trim());
        if (value.Length == 0 && line[end] == ':')
        {
            _without.Add(name);
        }
        else if (!IsFraming(name, value))
        {
            Add(name, value);
        }
    }

    /// <summary>All fields.</summary>
    /// <param name="body">The body, or null.</param>
    internal Headers ToHeaders(Body? body)
    {
        if (body is MultipartBody && ContentType is not null)
        {
            var at = _own.FindLastIndex(field => field.IsNamed(HeaderNames.ContentType));
            _own[at] = new Header(_own[at].Name, body.ContentType!); // With its boundary.
        }


        string[] order =
        [
            HeaderNames.Range, HeaderNames.UserAgent, HeaderNames.Accept, HeaderNames.AcceptEncoding, "Referer",
            HeaderNames.Cookie,
        ];
        return new Headers(
        [
            .. _own.Where(field => field.IsNamed(HeaderNames.Host)),
            .. order.Where(name => !Has(name) && _named.GetValueOrDefault(name) is { Length: > 0 })
                .Select(name => HeaderRules.Checked(name, _named[name])),
            .. _own.Where(field => !field.IsNamed(HeaderNames.Host)),
            .. body?.ContentType is { } type && !Has(HeaderNames.ContentType)
                ? [new Header(HeaderNames.ContentType, type)]
                : (IEnumerable<Header>)[],
        ]);
    }

    // Of these, what the body and the connection need is written anew.
    private bool IsFraming(string name, string value)
    {
        switch (name.ToLowerInvariant())
        {
            case "content-length" or "transfer-encoding":
                return true;
            case "expect":
                ExpectsContinue = value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);
                return true;
            case "proxy-authorization" or "upgrade" or "keep-alive" or "trailer":
                notUnderstood.Add($"{Option} {name}");
                return true;
            default:
                return false;
        }
    }

    private void Add(string name, string value)
    {
        try
        {
            _own.Add(HeaderRules.Sendable(name, value));
        }
        catch (ArgumentException) when (HeaderRules.IsToken(name) && HeaderRules.IsValue(value))
        {
            notUnderstood.Add($"{Option} {name}");
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException(CurlReader.MessageOf(wrong));
        }
    }
}
