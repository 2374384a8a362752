namespace Peregrine;

/// <summary>The body holds the URL of the next page.</summary>
internal sealed record NextUrlRule(JsonPointer Next) : NextPageRule
{
    internal override NextPage? After(Page page) =>
        page.TextAt(Next, takesNumbers: false) is { } url ? NextPage.AtUrl(url) : null;
}
