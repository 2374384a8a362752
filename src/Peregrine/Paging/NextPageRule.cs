using System.Globalization;

namespace Peregrine;

/// <summary>One manner of paging: what the first request says, and where the page after a page is. Pure.</summary>
internal abstract record NextPageRule
{
    // The numbers that can be counted on from without an end of their type.
    private const int MaxDigits = 18;

    /// <summary>
    /// The parameters of the first request, each with the value that it has where the caller does not name it.
    /// </summary>
    internal virtual IReadOnlyList<KeyValuePair<string, string>> First => [];

    /// <summary>Looks whether the manner can begin with this request.</summary>
    /// <exception cref="ArgumentException">It can't.</exception>
    internal virtual void Check(Request first)
    {
    }

    /// <summary>The page after this one; null when it is the last.</summary>
    /// <exception cref="DecodingException">The page does not hold what the manner needs.</exception>
    internal abstract NextPage? After(Page page);

    /// <summary>The number in the query of a request; null when its query does not name it.</summary>
    /// <exception cref="ArgumentException">It is no number that can be counted on from.</exception>
    private protected static long? NumberIn(Request request, string parameter)
    {
        if (UrlQuery.Find(request.Target.Written.Query, parameter) is not { } text)
        {
            return null;
        }

        return text.Length <= MaxDigits
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException(
                    $"The parameter '{Redaction.Printable(parameter)}' of the URL is no number: pages are counted on "
                    + "from it.");
    }

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
