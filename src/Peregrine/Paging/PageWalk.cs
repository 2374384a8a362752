using System.Text.Json;

namespace Peregrine;

/// <summary>Goes from page to page: one is held at a time, and the next is asked for only when it is wanted.</summary>
/// <param name="plan">What is asked for.</param>
/// <param name="json">How pages are read.</param>
/// <param name="send">Sends a request, and gives its answer with its whole body.</param>
internal sealed class PageWalk(PagePlan plan, JsonReaderOptions json, Func<Request, ValueTask<Response>> send)
{
    private readonly PageTrail _trail = new();
    private bool _isOver;

    /// <summary>The page that was reached.</summary>
    internal Page? Page { get; private set; }

    /// <summary>Goes to the next page; false when there is none. After a failure there is none.</summary>
    internal async ValueTask<bool> MoveAsync()
    {
        if (_isOver)
        {
            return false;
        }

        _isOver = true;
        if (Next(out var number) is not { } request)
        {
            return false;
        }

        var response = await send(request).ConfigureAwait(false);
        var page = new Page(request, response.EnsureSuccess(), number, plan.Paging.Items, json);
        NoteAnswer(page);
        (Page, _isOver) = (page, false);
        return true;
    }

    /// <summary>Ends it: the page is let go, and no other is asked for.</summary>
    internal void End() => (Page, _isOver) = (null, true);

    // The page before is let go, so that the garbage collector may take it while the next one comes.
    private Request? Next(out int number)
    {
        var before = Page;
        Page = null;
        number = (before?.Number ?? 0) + 1;
        var request = before is null ? plan.First : plan.After(before);
        return request is not null && _trail.Note(request.Target, number) is { } known
            ? throw PageFailures.Loop(before!, request, known)
            : request;
    }

    // A server may redirect what lies behind its last page to that page: its URL is known, though it was not named.
    private void NoteAnswer(Page page)
    {
        var answered = page.Response.Request.Target;
        if (answered.Written.Text != page.Asked.Target.Written.Text
            && _trail.Note(answered, page.Number) is { } known)
        {
            throw PageFailures.Loop(page, known);
        }
    }
}
