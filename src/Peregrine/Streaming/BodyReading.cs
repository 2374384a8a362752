namespace Peregrine;

/// <summary>Hands the items of a body to a loop of the caller's. The body is claimed when the loop begins.</summary>
internal static class BodyReading
{
    internal static IEnumerable<T> Each<T>(Func<BodyItems<T>> open)
    {
        using var items = open();
        while (Blocking.Result(items.MoveAsync()))
        {
            yield return items.Current;
        }
    }

    internal static IAsyncEnumerable<T> EachAsync<T>(
        Func<CancellationToken, BodyItems<T>> open, CancellationToken cancellationToken) =>
        new StreamedItems<T>(open, cancellationToken);
}
