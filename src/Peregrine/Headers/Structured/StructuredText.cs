using System.Buffers;

namespace Peregrine;

/// <summary>The characters of keys, tokens and strings (RFC 9651, section 3). Pure.</summary>
internal static class StructuredText
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>What stands in a token behind its first character.</summary>
    internal static readonly SearchValues<char> InToken =
        SearchValues.Create(Letters + Digits + "!#$%&'*+-.^_`|~:/");

    /// <summary>What stands in a key behind its first character.</summary>
    internal static readonly SearchValues<char> InKey =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz" + Digits + "_-.*");

    /// <summary>What stands between the colons of a byte sequence.</summary>
    internal static readonly SearchValues<char> InBase64 = SearchValues.Create(Letters + Digits + "+/=");

    internal static bool BeginsToken(char one) => char.IsAsciiLetter(one) || one == '*';

    internal static bool BeginsKey(char one) => char.IsAsciiLetterLower(one) || one == '*';

    internal static bool IsToken(ReadOnlySpan<char> text) =>
        !text.IsEmpty && BeginsToken(text[0]) && !text[1..].ContainsAnyExcept(InToken);

    internal static bool IsKey(ReadOnlySpan<char> text) =>
        !text.IsEmpty && BeginsKey(text[0]) && !text[1..].ContainsAnyExcept(InKey);

    internal static bool IsPrintable(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    /// <summary>Whether no half of a surrogate pair stands alone.</summary>
    internal static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (System.Text.Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <exception cref="ArgumentException">It is no key (RFC 9651, section 3.1.2).</exception>
    internal static string Key(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsKey(key)
            ? key
            : throw new ArgumentException(
                "A key begins with a small letter or an asterisk, and has small letters, digits, _, -, . and * only.",
                nameof(key));
    }
}
