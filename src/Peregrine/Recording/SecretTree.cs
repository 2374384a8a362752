using System.Buffers;

namespace Peregrine;

/// <summary>
/// Finds all values of an object or an array of JSON that stands under a secret name, however deep they are. It counts
/// brackets in a loop, because what a server sends must not decide how deep the stack is. Pure.
/// </summary>
internal sealed class SecretTree(string text, List<HiddenSpan> spans)
{
    private static readonly SearchValues<char> NotInNumber = SearchValues.Create("}], \t\r\n\"'\\");
    private int _textsUntil; // What was looked through: names repeat inside, and each character is read once.
    private int _numbersUntil;

    /// <summary>Adds the texts of an object or an array, and its numbers where they are secret too.</summary>
    /// <param name="at">Its first bracket.</param>
    /// <param name="isNumberToo">Whether its numbers are hidden.</param>
    internal void Take(int at, bool isNumberToo)
    {
        if (at < (isNumberToo ? _numbersUntil : _textsUntil))
        {
            return;
        }

        var (depth, isShown) = (0, false);
        do
        {
            var c = text[at];
            if (c is '"' or '\'')
            {
                at = TakeText(at, ref isShown);
                continue;
            }

            if (isNumberToo && !isShown && (char.IsAsciiDigit(c) || c == '-'))
            {
                at = TakeNumber(at);
                continue;
            }

            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            isShown &= c is not ('{' or '[' or ',');
            at++;
        }
        while (at < text.Length && depth > 0);
        _textsUntil = Math.Max(_textsUntil, at);
        _numbersUntil = isNumberToo ? Math.Max(_numbersUntil, at) : _numbersUntil;
    }

    /// <summary>Adds a number, and gives its end.</summary>
    internal int TakeNumber(int at)
    {
        var length = text.AsSpan(at).IndexOfAny(NotInNumber);
        var end = length < 0 ? text.Length : at + length;
        spans.Add(new HiddenSpan(at, end, text[at..end]));
        return end;
    }

    /// <summary>Adds a text in quotes.</summary>
    internal void TakeQuoted(int quote, int slashes) => Hide(
        quote, QuotedText.EndOf(text, quote, slashes, out var isWhole), isWhole);

    // A name is not hidden; the value of one that speaks about the secret is not either.
    private int TakeText(int quote, ref bool isShown)
    {
        var slashes = QuotedText.SlashesBefore(text, quote);
        var end = QuotedText.EndOf(text, quote, slashes, out var isWhole);
        var next = Math.Min(text.Length, end + (isWhole ? slashes + 1 : 0));
        if (QuotedText.SkipSpaces(text, next) is var colon && colon < text.Length && text[colon] == ':')
        {
            isShown = SecretNames.IsAbout(text.AsSpan(quote + 1, end - quote - 1));
            return colon + 1;
        }

        if (!isShown)
        {
            Hide(quote, end, isWhole);
        }

        return next;
    }

    private void Hide(int quote, int end, bool isWhole)
    {
        if (end > quote + 1)
        {
            var inner = text.AsSpan(quote + 1, end - quote - 1);
            spans.Add(new HiddenSpan(quote + 1, end, isWhole ? QuotedText.Unescaped(inner) : null));
        }
    }
}
