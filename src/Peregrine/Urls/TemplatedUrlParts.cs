using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// An interpolated URL that keeps what its program wrote: the literal parts of its path, and a name in braces for each
/// value. It has few values for many URLs, and so it can name a call (<c>url.template</c>).
/// </summary>
internal sealed class TemplatedUrlParts(int capacity) : UrlParts(capacity)
{
    private readonly StringBuilder _template = new(capacity);
    private int _holes;
    private bool _isPast; // The path has ended: a query names no resource.

    /// <summary>The path, with the values left out.</summary>
    internal string Template => _template.ToString();

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
        base.AddHole(value, expression);
        Name(expression);
    }

    internal override void AddUrl(string url, string? expression)
    {
        base.AddUrl(url, expression);
        Name(expression);
    }

    internal override void AddRaw(string text, string? expression)
    {
        base.AddRaw(text, expression);
        Name(expression);
    }

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

    private static readonly System.Buffers.SearchValues<char> Names = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@");
}
