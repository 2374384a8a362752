using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// A URL of a composite format, as a compiler makes one of an interpolated string where it does not know
/// <see cref="Url"/>: fixed text with holes such as <c>{0}</c> and <c>{0:raw}</c>, and doubled braces.
/// </summary>
internal sealed class UrlFormat
{
    private readonly string _format;
    private readonly object?[] _values;
    private readonly Url _url;
    private readonly StringBuilder _literal = new();
    private int _at;

    private UrlFormat(string format, object?[] values)
    {
        (_format, _values) = (format, values);
        _url = new Url(format.Length, values.Length);
    }

    /// <summary>The URL, with each value escaped for its place.</summary>
    /// <exception cref="InvalidUrlException">The format is none, or a value can't stand in its place.</exception>
    internal static Url Fill(string format, object?[] values)
    {
        var filling = new UrlFormat(format, values);
        while (filling._at < filling._format.Length)
        {
            filling.Next();
        }

        filling.EndLiteral();
        return filling._url;
    }

    private void Next()
    {
        var one = _format[_at++];
        if (one is not ('{' or '}'))
        {
            _literal.Append(one);
        }
        else if (_at < _format.Length && _format[_at] == one)
        {
            _literal.Append(one);
            _at++;
        }
        else if (one == '{' && _format.AsSpan(_at).IndexOf('}') is >= 0 and var length)
        {
            EndLiteral();
            Hole(_format.AsSpan(_at, length));
            _at += length + 1;
        }
        else
        {
            throw Refused("a brace stands alone in it");
        }
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0)
        {
            _url.AppendLiteral(_literal.ToString());
            _literal.Clear();
        }
    }

    private void Hole(ReadOnlySpan<char> hole)
    {
        var colon = hole.IndexOf(':');
        var number = colon < 0 ? hole : hole[..colon];
        if (number.Contains(','))
        {
            throw Refused("a hole of it has a width, and a URL has no room for spaces");
        }

        if (!int.TryParse(number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= _values.Length)
        {
            throw Refused("a hole of it names no value");
        }

        _url.AppendFormatted(_values[index], colon < 0 ? null : hole[(colon + 1)..].ToString(), expression: null);
    }

    private static InvalidUrlException Refused(string why) => new($"The format of a URL can't be used: {why}.");
}
