namespace Peregrine;

/// <summary>The failures of a page that leads nowhere. Messages name addresses without their queries.</summary>
internal static class PageFailures
{
    internal static ProtocolException Unusable(Page page, InvalidUrlException reason) =>
        Failure(page, page.Response.Request, $"names a next page that can't be used ({reason.Message})", reason);

    internal static ProtocolException Downgrade(Page page, Request next) =>
        Failure(page, next, $"leads from https to {Redaction.Address(next.Url)}, which is not asked for");

    internal static ProtocolException Loop(Page page, Request next, int before) =>
        Failure(page, next, $"leads to {Redaction.Address(next.Url)}, which was asked for as page {before}: the pages "
            + "would have no end");

    internal static ProtocolException Loop(Page page, int before) =>
        Failure(page, page.Response.Request, $"was redirected to {Redaction.Address(page.Response.Url)}, which was "
            + $"asked for as page {before}: the pages would have no end");

    // The request is the one that can't be sent, where there is one: its URL has its query.
    private static ProtocolException Failure(Page page, Request request, string what, Exception? reason = null) =>
        new($"Page {page.Number}, {page.Asked}, {what}.", request, innerException: reason)
        {
            Elapsed = page.Response.CallElapsed,
            Attempts = page.Response.Attempts,
        };
}
