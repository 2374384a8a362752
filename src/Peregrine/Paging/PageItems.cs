using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>
/// The items of all pages, for a loop: each is read when its turn comes, and the next page is asked for when the last
/// item of the one before was taken.
/// </summary>
internal sealed class PageItems<T>(PageWalk walk, JsonTypeInfo<T> contract, CancellationToken cancellationToken)
    : BodyItems<T>
{
    private JsonItems? _items;

    public override void Dispose() => End();

    private protected override bool TryTake()
    {
        if (_items is not { } items)
        {
            return false;
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!items.TryTake(out var item))
            {
                return false;
            }

            var page = walk.Page!;
            Current = JsonReading.ReadItem(item, contract, page.Response, page.ItemText, items.Taken);
            return true;
        }
        catch
        {
            End();
            throw;
        }
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        _items = null;
        if (!await walk.MoveAsync().ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            _items = walk.Page!.CreateItems();
            return true;
        }
        catch
        {
            End();
            throw;
        }
    }

    private void End()
    {
        _items = null;
        walk.End();
    }
}
