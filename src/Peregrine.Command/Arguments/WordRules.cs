namespace Peregrine;

/// <summary>Tells a user who has written an item where the URL is expected that this is so.</summary>
internal static class WordRules
{
    /// <exception cref="UsageException">The word for the URL is an item.</exception>
    internal static void Check(string url, IReadOnlyList<string> items)
    {
        if (!AddressSyntax.IsSurely(url) && IsNoHost(url, items) && ItemIn(url) is { } item)
        {
            throw new UsageException(
                $"'{item.Shown}' is an item, and it stands where the URL is expected: METHOD, URL, then the items.");
        }
    }

    /// <summary>There is no word for the URL; an option may have taken it.</summary>
    internal static UsageException NoUrl(HttpMethod? method, IReadOnlyList<GivenOption> options)
    {
        var taker = options.LastOrDefault(option => option.MayHaveTakenUrl);
        return new((method is null ? "there is no URL" : $"{method} needs a URL")
            + (taker is null ? "." : $" ({taker} took {Shortened.Address(taker.Value)} as its value)."));
    }

    // A host has no equals sign; and where another word can be nothing but a URL, one word with a colon is a header.
    private static bool IsNoHost(string word, IReadOnlyList<string> others)
    {
        var end = word.AsSpan().IndexOfAny("/?#");
        var authority = word.AsSpan(0, end < 0 ? word.Length : end);
        return authority.Contains('=') || (!authority.Contains('.') && others.Any(AddressSyntax.IsSurely));
    }

    private static Item? ItemIn(string word)
    {
        try
        {
            return ItemSyntax.Parse(word);
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
