using System.Text;

namespace Peregrine;

/// <summary>Hides secrets that a server repeats in its answers. Pure.</summary>
internal static class SecretText
{
    // A shorter secret may be part of an ordinary word by chance; one of this length is hidden inside words too.
    private const int LongEnough = 12;

    // A shorter secret may be a word of an error code by chance.
    private const int LongerThanCodes = 8;

    /// <summary>
    /// The text without the secrets, whatever their case. A short secret is hidden only where it is a whole word.
    /// </summary>
    internal static string? Hide(string? text, string[] secrets) =>
        text is null ? null : secrets.OrderByDescending(secret => secret.Length).Aggregate(text, Hide);

    /// <summary>
    /// An error code without the secrets. Codes are made of short words: only a longer secret is hidden, and never a
    /// registered code.
    /// </summary>
    internal static string? HideInCode(string? error, string[] secrets) =>
        error is null || TokenErrors.IsRegistered(error) ? error
            : Hide(error, Array.FindAll(secrets, secret => secret.Length >= LongerThanCodes));

    private static string Hide(string text, string secret)
    {
        var shown = new StringBuilder(text.Length);
        var from = 0;
        for (var at = Find(text, secret, from); at >= 0; at = Find(text, secret, from))
        {
            shown.Append(text, from, at - from).Append(Redaction.Mask);
            from = at + secret.Length;
        }

        return shown.Append(text, from, text.Length - from).ToString();
    }

    private static int Find(string text, string secret, int from)
    {
        for (var at = from; (at = text.IndexOf(secret, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (secret.Length >= LongEnough || IsWord(text, at, secret.Length))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsWord(string text, int at, int length) =>
        (at == 0 || !IsLetter(text[at - 1])) && (at + length == text.Length || !IsLetter(text[at + length]));

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c == '_';
}
