using System.Buffers;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// An interpolated URL that keeps what its program wrote: the literal parts of its path, and a name in braces for each
/// value. It has few values for many URLs, and so it can name a call (<c>url.template</c>).
/// </summary>
internal sealed class TemplatedUrlParts(int capacity) : UrlParts(capacity)
{
    private static readonly SearchValues<char> Names = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@");

    private readonly StringBuilder _template = new(capacity);
    private int _holes;
    private bool _isPast; // The path has ended: a query names no resource.
    private bool _startsWithUrl; // The first value is a whole URL, below which the rest stands.

    /// <summary>The path, with the values left out; a base URL that is a value stands before it.</summary>
    internal string Template => _template.ToString();

    /// <summary>Whether it stands below a URL that is its first value, and below no other.</summary>
    internal bool StartsWithUrl => _startsWithUrl;

    internal override void Add(string text)
    {
        base.Add(text);
        if (_isPast)
        {
            return;
        }

        var end = text.AsSpan().IndexOfAny('?', '#');
        _isPast = end >= 0;
        _template.Append(_isPast ? text.AsSpan(0, end) : text);
    }

    internal override void AddHole(string value, string? expression)
    {
        _startsWithUrl |= _template.Length == 0 && ParsedUrl.IsHttp(value);
        base.AddHole(value, expression);
        Name(expression);
    }

    internal override void AddUrl(string url, string? expression)
    {
        var isFirst = _template.Length == 0;
        _startsWithUrl |= isFirst && url.Contains("://", StringComparison.Ordinal);
        base.AddUrl(url, expression);
        Name(expression);
        _isPast |= isFirst && HoldsEnd(url); // Behind something else it is data, and escaped.
    }

    internal override void AddRaw(string text, string? expression)
    {
        _startsWithUrl |= _template.Length == 0 && text.Contains("://", StringComparison.Ordinal);
        base.AddRaw(text, expression);
        Name(expression);
        _isPast |= HoldsEnd(text);
    }

    private static bool HoldsEnd(string text) => text.AsSpan().ContainsAny('?', '#');

    private void Name(string? expression)
    {
        var number = _holes++;
        if (!_isPast)
        {
            _template.Append('{')
                .Append(NameOf(expression) ?? number.ToString(CultureInfo.InvariantCulture))
                .Append('}');
        }
    }

    // The last name of user.Id is Id; what is no chain of names has none.
    private static string? NameOf(string? expression)
    {
        if (expression is null)
        {
            return null;
        }

        var name = expression.AsSpan(expression.LastIndexOf('.') + 1).TrimStart('@');
        return expression.AsSpan().ContainsAnyExcept(Names) || name.IsEmpty || char.IsAsciiDigit(name[0])
            ? null
            : name.ToString();
    }
}
