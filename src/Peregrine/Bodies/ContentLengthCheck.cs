namespace Peregrine;

/// <summary>
/// Holds the body of a request to the length that it promised: a message that breaks its word would run into the next.
/// </summary>
internal sealed class ContentLengthCheck(long? length)
{
    private long _left = length ?? long.MaxValue;

    /// <exception cref="InvalidOperationException">The body is longer than it promised.</exception>
    internal void Add(int count)
    {
        _left -= count;
        if (_left < 0)
        {
            throw new InvalidOperationException($"The body gave more than the {length} bytes that it promised.");
        }
    }

    /// <exception cref="InvalidOperationException">The body is shorter than it promised.</exception>
    internal void End()
    {
        if (length is not null && _left > 0)
        {
            throw new InvalidOperationException($"The body ended {_left} bytes before the {length} that it promised.");
        }
    }
}
