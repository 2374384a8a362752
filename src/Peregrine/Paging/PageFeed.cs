namespace Peregrine;

/// <summary>The pages themselves, for a loop.</summary>
internal sealed class PageFeed(PageWalk walk) : BodyItems<Response>
{
    private bool _hasNew;

    public override void Dispose() => walk.End();

    private protected override bool TryTake()
    {
        if (!_hasNew)
        {
            return false;
        }

        _hasNew = false;
        Current = walk.Page!.Response;
        return true;
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        Current = null!;
        return _hasNew = await walk.MoveAsync().ConfigureAwait(false);
    }
}
