namespace Peregrine;

public sealed partial record MockResponse
{
    // What a timer can be set to.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    internal TimeSpan Delay { get; private init; }

    internal TimeSpan Pause { get; private init; }

    internal long? Cut { get; private init; }

    /// <summary>
    /// A copy in which <paramref name="value"/> is the only value of a header. Any may be set, <c>Content-Length</c>
    /// too.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not a token, or the value holds a line break.</exception>
    public MockResponse With(string name, string value)
    {
        var field = MockHeaders.Checked(name, value);
        var others = Fields.Where(old => !old.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return this with { Fields = [.. others, field] };
    }

    /// <summary>
    /// A copy with one more line of a header, beside those that it has already: <c>Set-Cookie</c>, for one.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not a token, or the value holds a line break.</exception>
    public MockResponse Add(string name, string value) =>
        this with { Fields = [.. Fields, MockHeaders.Checked(name, value)] };

    /// <summary>A copy with a field that follows the body (RFC 9110, section 6.5).</summary>
    /// <exception cref="ArgumentException">The name is not a token, or the value holds a line break.</exception>
    public MockResponse AddTrailer(string name, string value) =>
        this with { Trailers = [.. Trailers, MockHeaders.Checked(name, value)] };

    /// <summary>
    /// A copy that comes, or fails, this much later, by the clock of the <see cref="MockTransport"/>; cancellation ends
    /// the wait. <see cref="Timeout.InfiniteTimeSpan"/> is never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or longer than 24 days.</exception>
    public MockResponse After(TimeSpan delay) => this with { Delay = Checked(delay) };

    /// <summary>
    /// A copy that waits this long before each chunk of its body but the first, by the clock of the
    /// <see cref="MockTransport"/>. <see cref="Timeout.InfiniteTimeSpan"/> is a body that stalls after its first chunk.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or longer than 24 days.</exception>
    public MockResponse Every(TimeSpan pause) => this with { Pause = Checked(pause) };

    /// <summary>
    /// A copy whose connection is cut in the middle of the body, after this many bytes or at its end if that is
    /// earlier: reading on fails. The length that is told stays that of the whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public MockResponse CutAfter(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return this with { Cut = bytes };
    }

    private static TimeSpan Checked(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan || (span >= TimeSpan.Zero && span <= LongestTimer)
            ? span
            : throw new ArgumentOutOfRangeException(
                nameof(span), span, "A delay is not negative and at most 24 days, or Timeout.InfiniteTimeSpan.");
}
