using System.Text;

namespace Peregrine;

/// <summary>
/// What stands behind the name in <c>-F name=value</c>, read as curl's own parser reads it: a content, and behind
/// semicolons a type, a file name and header fields. White space around each is none of theirs, unless it is in quotes;
/// a semicolon with anything else is passed over. Pure.
/// </summary>
internal sealed class CurlFormValue
{
    private const string TypeName = "type=";
    private const string FileNameName = "filename=";
    private const string HeadersName = "headers=";
    private const string EncoderName = "encoder=";
    private const string Blanks = " \t\n\v\f\r";
    private readonly string _text;
    private readonly string _ends;
    private int _at;

    private CurlFormValue(string text)
    {
        _text = text;
        var sign = text is [var first, ..] ? first : ' ';
        IsFile = sign is '@' or '<';
        _ends = sign == '@' ? ";," : ";"; // Behind a comma there is one more file.
        _at = IsFile ? 1 : 0;
        Content = Word();
        while (_at < text.Length && text[_at] == ';')
        {
            _at++;
            ReadOne();
        }

        IsWhole &= _at == text.Length;
        FileName = sign == '<' ? null
            : FileName ?? (sign == '@' ? Content[(Content.LastIndexOfAny(['/', '\\']) + 1)..] : null);
    }

    /// <summary>The text, or the path of a file.</summary>
    internal string Content { get; }

    /// <summary>Whether the content is in a file.</summary>
    internal bool IsFile { get; }

    /// <summary>The name that the server is told, or null.</summary>
    internal string? FileName { get; private set; }

    /// <summary>The type of the content, with its parameters, or null.</summary>
    internal string? Type { get; private set; }

    /// <summary>The header fields of the part.</summary>
    internal List<string> Headers { get; } = [];

    /// <summary>Whether all of it was read: no encoder, no file of fields, no second file.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <exception cref="FormatException">The type is none.</exception>
    internal static CurlFormValue Read(string text) => new(text);

    /// <summary>The type: the content may be a secret.</summary>
    public override string ToString() => Type ?? "";

    private void ReadOne()
    {
        SkipBlanks();
        var rest = _text.AsSpan(_at);
        if (rest.StartsWith(TypeName))
        {
            _at += TypeName.Length;
            SkipBlanks();
            Type = ReadType();
        }
        else if (rest.StartsWith(FileNameName))
        {
            _at += FileNameName.Length;
            FileName = Word();
        }
        else if (rest.StartsWith(HeadersName))
        {
            _at += HeadersName.Length;
            var isInFile = _at < _text.Length && _text[_at] is '@' or '<';
            var line = Word();
            if (isInFile)
            {
                IsWhole = false;
            }
            else
            {
                Headers.Add(line);
            }
        }
        else
        {
            IsWhole &= !rest.StartsWith(EncoderName);
            Word();
        }
    }

    // A type may have parameters of its own: text/plain;charset=utf-8.
    private string ReadType()
    {
        var start = _at;
        do
        {
            _at = EndFrom(_at + 1);
        }
        while (_at < _text.Length && _text[_at] == ';' && IsParameter(_text.AsSpan(_at + 1).TrimStart(Blanks)));

        var type = _text.AsSpan(start.._at).TrimEnd(Blanks).ToString();
        return type.IndexOf('/', StringComparison.Ordinal) is var slash && slash > 0 && slash < type.Length - 1
            ? type
            : throw new FormatException("The type of a part of --form is written text/plain.");
    }

    private static bool IsParameter(ReadOnlySpan<char> text) => !text.StartsWith(FileNameName)
        && !text.StartsWith(HeadersName) && !text.StartsWith(EncoderName);

    // A word in quotes, with backslashes before quotes and backslashes, or what stands before the next sign.
    private string Word()
    {
        SkipBlanks();
        var start = _at;
        if (Quoted() is { } word)
        {
            _at = EndFrom(_at); // What is behind the quotes is passed over.
            return word;
        }

        _at = EndFrom(start);
        return _text.AsSpan(start.._at).TrimEnd(Blanks).ToString();
    }

    private string? Quoted()
    {
        var word = new StringBuilder();
        for (var at = _at + 1; _at < _text.Length && _text[_at] == '"' && at < _text.Length; at++)
        {
            if (_text[at] == '\\' && at + 1 < _text.Length && _text[at + 1] is '\\' or '"')
            {
                at++;
            }
            else if (_text[at] == '"')
            {
                _at = at + 1;
                return word.ToString();
            }

            word.Append(_text[at]);
        }

        return null;
    }

    private int EndFrom(int at) =>
        at < _text.Length && _text.AsSpan(at).IndexOfAny(_ends) is var end and >= 0 ? at + end : _text.Length;

    private void SkipBlanks() => _at = _text.Length - _text.AsSpan(_at).TrimStart(Blanks).Length;
}
