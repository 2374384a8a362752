namespace Peregrine;

/// <summary>The header <c>Link</c> names the next page (RFC 8288).</summary>
internal sealed record LinkHeaderRule : NextPageRule
{
    // Links would leave out a target that can't be used, and the loop would end as if there were no more.
    internal override NextPage? After(Page page)
    {
        foreach (var field in page.Response.Headers)
        {
            if (field.IsNamed(HeaderNames.Link)
                && LinkParser.Parse(field.Value).Where(link => IsNext(page, link)).ToList() is [var next, ..])
            {
                return NextPage.AtUrl(FieldText.ToReference(next.Target, field.IsLatin1));
            }
        }

        return null;
    }

    private static bool IsNext(Page page, LinkValue link) =>
        LinkValue.Names(link.Parameters.GetValueOrDefault("rel"), "next")
            && (!link.Parameters.TryGetValue("anchor", out var anchor) || IsOf(page, anchor));

    // An anchor says which page the link leads on from (RFC 8288, section 3.2).
    // The page as it was asked for is that page too: credentials may stand in the query of what was sent.
    private static bool IsOf(Page page, string anchor)
    {
        var here = page.Response.Request.Target.Written;
        try
        {
            var named = UrlReference.Resolve(here, anchor).Text;
            return named == here.Text || named == page.Asked.Target.Written.Text;
        }
        catch (InvalidUrlException)
        {
            return false;
        }
    }
}
