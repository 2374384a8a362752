using System.Text;

namespace Peregrine;

/// <summary>
/// Splits a command line as a POSIX shell does (POSIX.1-2017, Shell Command Language, section 2.2), with Bash's
/// <c>$'…'</c>. Nothing is expanded. Pure.
/// </summary>
internal sealed class PosixWords
{
    private readonly string _line;
    private readonly List<ShellWord> _words = [];
    private readonly List<string> _expansions = [];
    private readonly StringBuilder _word = new();
    private bool _isInWord;
    private int _at;

    private PosixWords(string line) => _line = line;

    /// <exception cref="FormatException">A quotation is not closed.</exception>
    internal static (List<ShellWord> Words, List<string> Expansions) Split(string line)
    {
        var split = new PosixWords(line);
        split.Run();
        return (split._words, split._expansions);
    }

    private void Run()
    {
        while (_at < _line.Length)
        {
            var c = _line[_at++];
            switch (c)
            {
                case ' ' or '\t' or '\r':
                    End();
                    break;
                case '\n' or '|' or '&' or ';' or '<' or '>' or '(' or ')':
                    _isInWord &= !(c is '<' or '>' && IsNumberBefore(_at - 1));
                    End();
                    _words.Add(new ShellWord(c.ToString(), IsOperator: true));
                    break;
                case '#' when !_isInWord:
                    _at = _line.IndexOf('\n', _at) is var end and >= 0 ? end : _line.Length;
                    break;
                case '\\':
                    Escaped();
                    break;
                case '\'':
                    Add(Until('\''));
                    break;
                case '"':
                    InDoubleQuotes();
                    break;
                case '$':
                    Dollar();
                    break;
                default:
                    Plain(c);
                    break;
            }
        }

        End();
    }

    private void End()
    {
        if (_isInWord)
        {
            _words.Add(new ShellWord(_word.ToString()));
            _isInWord = false;
        }

        _word.Clear();
    }

    // Of 2>&1 the number is a file's, and no word.
    private bool IsNumberBefore(int end)
    {
        var before = _line.AsSpan(0, end);
        var number = before[(before.LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        return number.Length > 0 && number.Equals(_word.ToString(), StringComparison.Ordinal);
    }

    private void Add(string text)
    {
        _word.Append(text);
        _isInWord = true;
    }

    private void Plain(char c)
    {
        if (c == '`')
        {
            _expansions.Add("`…`");
        }

        _word.Append(c);
        _isInWord = true;
    }

    private void Escaped()
    {
        if (!SkipLineBreak())
        {
            Add(_at < _line.Length ? _line[_at++].ToString() : "\\");
        }
    }

    // After a backslash, the end of a line is none.
    private bool SkipLineBreak()
    {
        var length = _line.AsSpan(_at) switch { ['\r', '\n', ..] => 2, ['\n', ..] => 1, _ => 0 };
        _at += length;
        return length > 0;
    }

    private string Until(char quote)
    {
        var end = _line.IndexOf(quote, _at);
        if (end < 0)
        {
            throw Unclosed(quote);
        }

        var text = _line[_at..end];
        _at = end + 1;
        return text;
    }

    private void InDoubleQuotes()
    {
        _isInWord = true;
        while (true)
        {
            var c = _at < _line.Length ? _line[_at++] : throw Unclosed('"');
            if (c == '"')
            {
                return;
            }

            if (c == '\\' && _at < _line.Length)
            {
                if (!SkipLineBreak())
                {
                    _word.Append(_line[_at] is '$' or '`' or '"' or '\\' ? "" : "\\").Append(_line[_at++]);
                }
            }
            else if (c == '$')
            {
                Expansion();
            }
            else
            {
                Plain(c);
            }
        }
    }

    private void Dollar()
    {
        switch (_at < _line.Length ? _line[_at] : ' ')
        {
            case '\'':
                _at++;
                Add(AnsiCText.Read(_line, ref _at) ?? throw Unclosed('\''));
                break;
            case '"': // A text to be translated.
                break;
            default:
                Expansion();
                break;
        }
    }

    // A shell would put something in its place.
    private void Expansion()
    {
        Add("$");
        var rest = _line.AsSpan(_at);
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'))
        {
            length++;
        }

        if (length > 0)
        {
            _expansions.Add($"${rest[..length]}");
        }
        else if (rest is ['{' or '(', ..])
        {
            _expansions.Add(rest[0] == '{' ? "${…}" : "$(…)");
        }
    }

    private static FormatException Unclosed(char quote) => new($"A quotation that begins with {quote} is not closed.");
}
