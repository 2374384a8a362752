namespace Peregrine;

/// <summary>The header <c>Link</c> names the next page (RFC 8288).</summary>
internal sealed record LinkHeaderRule : NextPageRule
{
    // Links would leave out a target that can't be used, and the loop would end as if there were no more.
    internal override NextPage? After(Page page)
    {
        foreach (var (target, parameters) in page.Response.Headers.GetAll(HeaderNames.Link)
            .SelectMany(LinkParser.Parse))
        {
            if (LinkValue.Names(parameters.GetValueOrDefault("rel"), "next")
                && (!parameters.TryGetValue("anchor", out var anchor) || IsOf(page, anchor)))
            {
                return NextPage.AtUrl(target);
            }
        }

        return null;
    }

    // An anchor says which page the link leads on from (RFC 8288, section 3.2).
    private static bool IsOf(Page page, string anchor)
    {
        var here = page.Response.Request.Target.Written;
        try
        {
            return UrlReference.Resolve(here, anchor).Text == here.Text;
        }
        catch (InvalidUrlException)
        {
            return false;
        }
    }
}
