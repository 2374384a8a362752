using System.Text;

namespace Peregrine;

/// <summary>An interpolated URL as it is put together.</summary>
internal class UrlParts(int capacity)
{
    private readonly StringBuilder _text = new(capacity);
    private Range? _hole;
    private List<Range>? _moreHoles; // Most URLs have one hole, and no list is made for it.

    /// <summary>The text so far.</summary>
    internal string Text => _text.ToString();

    // Then there is no authority that a hole could stand in.
    private bool IsRelative => _text.Length > 0 && _text[0] == '/';

    /// <summary>Adds what stands as it is.</summary>
    internal virtual void Add(string text) => _text.Append(text);

    /// <summary>Adds a value that stands as it is.</summary>
    /// <param name="text">The value.</param>
    /// <param name="expression">How the program wrote it; null where that is not known.</param>
    internal virtual void AddRaw(string text, string? expression) => _text.Append(text);

    /// <summary>Adds a value, escaped for its place.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expression">How the program wrote it; null where that is not known.</param>
    /// <exception cref="InvalidUrlException">The value can't stand there.</exception>
    internal virtual void AddHole(string value, string? expression) => AddEscaped(value);

    /// <summary>
    /// Adds what was a URL already: at the front it is taken as it stands, behind something else it is data.
    /// </summary>
    /// <exception cref="InvalidUrlException">The value can't stand there.</exception>
    internal virtual void AddUrl(string url, string? expression)
    {
        if (_text.Length == 0)
        {
            _text.Append(url);
        }
        else
        {
            AddEscaped(url);
        }
    }

    /// <summary>The whole text.</summary>
    /// <exception cref="InvalidUrlException">A hole made a segment of dots.</exception>
    internal string Finish()
    {
        var text = Text;
        if (_hole is { } first)
        {
            UrlHoles.RefuseDotSegments(text, first);
        }

        foreach (var hole in _moreHoles ?? [])
        {
            UrlHoles.RefuseDotSegments(text, hole);
        }

        return text;
    }

    private void AddEscaped(string value)
    {
        if (_text.Length == 0 && ParsedUrl.IsHttp(value))
        {
            _text.Append(value);
            return;
        }

        var start = _text.Length;
        _text.Append(IsRelative ? UrlEscaping.Data(value) : UrlHoles.Escape(Text, value));
        Note(start.._text.Length);
    }

    private void Note(Range hole)
    {
        if (_hole is null)
        {
            _hole = hole;
        }
        else
        {
            (_moreHoles ??= []).Add(hole);
        }
    }
}
