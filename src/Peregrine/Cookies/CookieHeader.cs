using System.Text;

namespace Peregrine;

/// <summary>
/// Writes the <c>Cookie</c> field (RFC 6265bis, section 5.8.3), with exactly the bytes that the values came as.
/// </summary>
internal sealed class CookieHeader
{
    // Servers refuse a head that is too large: many read 32 KiB in all. Cookies that come last in the order are left
    // out.
    private const int MostCharacters = 24 * 1024;

    private readonly StringBuilder _text = new();
    private bool _isLatin1;
    private string _last = "";

    /// <summary>Writes a cookie, and says whether it fitted.</summary>
    internal bool Add(Cookie cookie)
    {
        if (_text.Length + cookie.Name.Length + cookie.Value.Length > MostCharacters)
        {
            return false;
        }

        if (cookie.IsLatin1 && !_isLatin1)
        {
            _isLatin1 = true;
            var before = FieldText.ToLatin1(_text.ToString());
            _text.Clear().Append(before);
        }

        Add(cookie.Name, cookie.Value, cookie.IsLatin1);
        return true;
    }

    /// <summary>Writes a cookie that the caller gave for this call.</summary>
    internal void Add(string name, string value) => Add(name, value, isLatin1: false);

    /// <summary>The field, or null when nothing was written. Starts over for the next request.</summary>
    internal Header? Finish()
    {
        // Most requests send the same cookies as the one before.
        _last = _text.Equals(_last) ? _last : _text.ToString();
        var field = _text.Length == 0
            ? default(Header?)
            : new Header(HeaderNames.Cookie, _last) { IsLatin1 = _isLatin1 };
        _text.Clear();
        _isLatin1 = false;
        return field;
    }

    private void Add(string name, string value, bool isLatin1)
    {
        var mustConvert = _isLatin1 && !isLatin1;
        _text.Append(_text.Length == 0 ? "" : "; ").Append(mustConvert ? FieldText.ToLatin1(name) : name).Append('=')
            .Append(mustConvert ? FieldText.ToLatin1(value) : value);
    }
}
