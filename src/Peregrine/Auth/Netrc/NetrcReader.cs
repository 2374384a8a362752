using System.Text;

namespace Peregrine;

/// <summary>
/// Reads the netrc format: words between white space, with quotes and backslashes; comments from a word that begins
/// with <c>#</c> to the end of its line; macros up to an empty line or the end. Like curl, it skips unknown words:
/// programs write words of their own (<c>method</c>, <c>port</c>), which must not hide the entries. Pure.
/// </summary>
internal sealed class NetrcReader(string text)
{
    private int _at;
    private int _line = 1;

    /// <summary>The lines on which an unknown word was skipped.</summary>
    internal List<int> UnknownWords { get; } = [];

    /// <summary>Every entry, in the order of the file.</summary>
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
                    entry = ReadWord() is { } name ? new NetrcEntry(name) : null;
                    Add(entries, entry);
                    break;
                case "default":
                    Add(entries, entry = new NetrcEntry((string?)null));
                    break;
                case "macdef":
                    SkipMacro();
                    entry = null;
                    break;
                default:
                    SkipOrKeep(entry, word);
                    break;
            }
        }

        return entries;
    }

    private static void Add(List<NetrcEntry> entries, NetrcEntry? entry)
    {
        if (entry is not null)
        {
            entries.Add(entry);
        }
    }

    // Outside of an entry even a known word is skipped.
    private void SkipOrKeep(NetrcEntry? entry, string word)
    {
        var line = _line;
        switch (word)
        {
            case "login" or "user" when entry is not null:
                entry.Login = ReadWord() ?? "";
                break;
            case "account" when entry is not null:
                entry.Account = ReadWord() ?? "";
                break;
            case "password" when entry is not null:
                entry.Password = ReadWord() ?? "";
                break;
            default:
                UnknownWords.Add(line);
                break;
        }
    }

    // Leaves the white space after the word, so that a comment ends with its own line.
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
        _ = ReadWord();
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
    }

    private void Next() => _line += text[_at++] == '\n' ? 1 : 0;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
