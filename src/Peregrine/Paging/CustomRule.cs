namespace Peregrine;

/// <summary>A function of the caller's says where the next page is.</summary>
internal sealed record CustomRule(Func<Response, Url?> Next) : NextPageRule
{
    internal override NextPage? After(Page page) => Next(page.Response) is { } url ? NextPage.AtUrl(url.Text) : null;
}
