namespace Peregrine;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 300)]
    [InlineData(2, 600)]
    [InlineData(3, 1200)]
    [InlineData(4, 2000)]
    [InlineData(int.MaxValue, 2000)]
    public void A_pause_doubles_with_each_failure_up_to_the_longest(int failures, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Backoff.After(failures, First, Longest));

    [Fact]
    public void A_first_pause_is_cut_to_the_longest_too() =>
        Assert.Equal(Longest, Backoff.After(1, TimeSpan.FromHours(1), Longest));

    [Fact]
    public void A_pause_of_zero_stays_zero_after_any_number_of_failures() =>
        Assert.Equal(0.0, Backoff.After(int.MaxValue, 0.0, 2.0));

    [Theory]
    [InlineData(null, 300)]
    [InlineData(100, 300)]
    [InlineData(301, 301)]
    [InlineData(5000, 2000)]
    public void The_server_can_only_lengthen_a_pause_and_not_beyond_the_longest(int? asked, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            Backoff.AtLeast(First, asked is { } time ? TimeSpan.FromMilliseconds(time) : null, Longest));
}
