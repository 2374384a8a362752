using System.Buffers;

namespace Peregrine;

/// <summary>
/// Reads a list of challenges (RFC 9110, section 11.6.1). Commas separate both challenges and parameters: a name with
/// an equals sign after it is a parameter, any other name begins the next challenge. Reads the text once, and never
/// fails.
/// </summary>
internal sealed class ChallengeReader(string text)
{
    private static readonly SearchValues<char> Token68Characters =
        SearchValues.Create("-._~+/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private int _at;

    private char Here => _at < text.Length ? text[_at] : '\0';

    internal List<AuthChallenge> ReadAll()
    {
        var all = new List<AuthChallenge>();
        while (SkipToElement())
        {
            var name = ReadToken();
            if (name.Length == 0)
            {
                SkipToComma();
            }
            else if (SkipSpace() == '=' && all is [.., var current])
            {
                _at++;
                current.Add(name, ReadValue());
                SkipToComma();
            }
            else
            {
                all.Add(ReadChallenge(name));
            }
        }

        return all;
    }

    // What follows a scheme: token68, a first parameter, or nothing.
    private AuthChallenge ReadChallenge(string scheme)
    {
        var start = _at;
        var length = text.AsSpan(start).IndexOfAnyExcept(Token68Characters);
        _at = length < 0 ? text.Length : start + length;
        while (Here == '=')
        {
            _at++;
        }

        var token68 = text[start.._at];
        if (token68.Length > 0 && SkipSpace() is ',' or '\0')
        {
            return new AuthChallenge(scheme) { Token68 = token68 };
        }

        _at = start;
        var challenge = new AuthChallenge(scheme);
        var name = ReadToken();
        if (name.Length > 0 && SkipSpace() == '=')
        {
            _at++;
            challenge.Add(name, ReadValue());
        }

        SkipToComma();
        return challenge;
    }

    private string? ReadValue()
    {
        if (SkipSpace() == '"')
        {
            var value = QuotedString.Read(text, ref _at, out var isClosed);
            return isClosed ? value : null;
        }

        var start = _at;
        while (Here is not ('\0' or ',' or ' ' or '\t' or '\r'))
        {
            _at++;
        }

        return text[start.._at];
    }

    private string ReadToken()
    {
        var start = _at;
        var length = text.AsSpan(start).IndexOfAnyExcept(Tokens.Characters);
        _at = length < 0 ? text.Length : start + length;
        return text[start.._at];
    }

    // A list may hold empty elements (RFC 9110, section 5.6.1.2).
    private bool SkipToElement()
    {
        while (SkipSpace() == ',')
        {
            _at++;
        }

        return _at < text.Length;
    }

    private void SkipToComma()
    {
        var length = text.AsSpan(_at).IndexOf(',');
        _at = length < 0 ? text.Length : _at + length;
    }

    private char SkipSpace()
    {
        while (Here is ' ' or '\t' or '\r')
        {
            _at++;
        }

        return Here;
    }
}
