namespace Peregrine;

/// <summary>The one limit on bytes: where it begins, and what it says.</summary>
public sealed class SizeLimitTests
{
    private static readonly Request Asked = new(HttpMethod.Get, new Uri("http://h.test/x"));

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(100, 99, false)]
    [InlineData(100, 100, false)]
    [InlineData(100, 101, true)]
    [InlineData(long.MaxValue, long.MaxValue, false)]
    public void It_is_exceeded_by_the_byte_after_it(long limit, long bytes, bool isExceeded) =>
        Assert.Equal(isExceeded, new SizeLimit(limit).IsExceededBy(bytes));

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 3, 3)]
    public void The_smaller_one_of_two_counts(long one, long other, long expected) =>
        Assert.Equal(expected, new SizeLimit(one).AtMost(other).Bytes);

    [Fact]
    public void It_says_what_is_too_large_and_which_option_allows_more()
    {
        var (whole, part) = (new SizeLimit(1_000).Exceeded(Asked), new SizeLimit(1_000).Exceeded(Asked, "a line"));

        Assert.StartsWith(
            "The body of GET http://h.test/x is larger than 1000 bytes (MaxResponseBytes).",
            whole.Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The body of GET http://h.test/x holds a line larger than 1000 bytes (MaxResponseBytes).",
            part.Message,
            StringComparison.Ordinal);
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, part.HttpRequestError);
    }
}
