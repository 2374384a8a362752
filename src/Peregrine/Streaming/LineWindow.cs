namespace Peregrine;

/// <summary>
/// What has come in and was not used yet, cut into lines: CR, LF and CR LF end one, and nothing else. What was searched
/// once is never searched again, so a long line in small pieces takes no undue time. Pure.
/// </summary>
internal sealed class LineWindow<T>(T carriageReturn, T lineFeed, SizeLimit largest, int capacity)
    : GrowingWindow<T>(capacity)
    where T : unmanaged, IEquatable<T>
{
    private int _searched;       // How much of what is here.
    private bool _skipsLineFeed; // A CR was the last: an LF that follows it belongs to it.

    /// <summary>Whether more is held than may be held at once.</summary>
    internal bool IsTooLong => largest.IsExceededBy(Count);

    /// <summary>Takes a line that is whole, without its end.</summary>
    internal bool TryTake(out ReadOnlySpan<T> line)
    {
        SkipLineFeed();
        var rest = Rest;
        var found = rest[_searched..].IndexOfAny(carriageReturn, lineFeed);
        if (found < 0)
        {
            _searched = rest.Length;
            line = default;
            return false;
        }

        var end = _searched + found;
        line = rest[..end];
        _skipsLineFeed = rest[end].Equals(carriageReturn);
        _searched = 0;
        Consume(end + 1);
        return true;
    }

    /// <summary>Takes what is left when nothing more comes.</summary>
    internal ReadOnlySpan<T> TakeRest()
    {
        var rest = Rest;
        _searched = 0;
        Consume(rest.Length);
        return rest;
    }

    private void SkipLineFeed()
    {
        if (_skipsLineFeed && Count > 0)
        {
            _skipsLineFeed = false;
            if (Rest[0].Equals(lineFeed))
            {
                Consume(1);
            }
        }
    }
}
