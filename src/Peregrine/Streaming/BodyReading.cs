using System.Runtime.CompilerServices;

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

    internal static async IAsyncEnumerable<T> EachAsync<T>(
        Func<CancellationToken, BodyItems<T>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var items = open(cancellationToken);
        while (await items.MoveAsync().ConfigureAwait(false))
        {
            yield return items.Current;
        }
    }
}
