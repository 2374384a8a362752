using System.Text;

namespace Peregrine;

/// <summary>
/// Reads the netrc format as Python's module does: words between white space, quotes and backslashes in them, comments from a
/// word that begins with <c>#</c> to the end of its line, macros up to an empty line. Pure.
/// </summary>
internal sealed class NetrcReader(string text)
{
    private int _at;
    private int _line = 1;

    /// <exception cref="InvalidDataException">A word stands where none may; the message says on which line, never what.</exception>
    internal List<NetrcEntry> ReadAll()
    {
        var entries = new List<NetrcEntry>();
        NetrcEntry? entry = null;
        while (ReadWord() is { } word)
        {
            switch (word)
            {
                case ['#', ..]:
                    SkipLine();
                    break;
                case "machine":
                    entries.Add(entry = new NetrcEntry(ReadWord() ?? throw Failure("a machine has no name")));
                    break;
                case "default":
                    entries.Add(entry = new NetrcEntry((string?)null));
                    break;
                case "macdef":
                    SkipMacro();
                    entry = null;
                    break;
                default:
                    Take(entry ?? throw Failure("a word stands outside of every entry"), word);
                    break;
            }
        }

        return entries;
    }

    private void Take(NetrcEntry entry, string word)
    {
        switch (word)
        {
            case "login" or "user":
                entry.Login = ReadWord() ?? "";
                break;
            case "account":
                entry.Account = ReadWord() ?? "";
                break;
            case "password":
                entry.Password = ReadWord() ?? "";
                break;
            default:
                throw Failure("a word is none of login, user, account and password");
        }
    }

    // The white space behind a word is left, so that a comment knows where its line ends.
    private string? ReadWord()
    {
        while (_at < text.Length && IsSpace(text[_at]))
        {
            Next();
        }

        if (_at == text.Length)
        {
            return null;
        }

        var word = new StringBuilder();
        var isQuoted = text[_at] == '"';
        for (_at += isQuoted ? 1 : 0; _at < text.Length; Next())
        {
            if (isQuoted ? text[_at] == '"' : IsSpace(text[_at]))
            {
                _at += isQuoted ? 1 : 0;
                break;
            }

            _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
            word.Append(text[_at]);
        }

        return word.ToString();
    }

    private void SkipLine()
    {
        while (_at < text.Length && text[_at] != '\n')
        {
            _at++;
        }
    }

    private void SkipMacro()
    {
        _ = ReadWord() ?? throw Failure("a macro has no name");
        SkipLine();
        while (_at < text.Length)
        {
            Next();
            var start = _at;
            SkipLine();
            if (_at < text.Length && text.AsSpan(start, _at - start).Trim('\r').IsEmpty)
            {
                return;
            }
        }

        throw Failure("a macro is not ended by an empty line");
    }

    private void Next() => _line += text[_at++] == '\n' ? 1 : 0;

    private InvalidDataException Failure(string what) => new($"The netrc file can't be read: on line {_line} {what}.");

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
