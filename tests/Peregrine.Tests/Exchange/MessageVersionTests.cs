namespace Peregrine;

public sealed class MessageVersionTests
{
    private const HttpVersionPolicy Exact = HttpVersionPolicy.RequestVersionExact;
    private const HttpVersionPolicy Lower = HttpVersionPolicy.RequestVersionOrLower;
    private const HttpVersionPolicy Higher = HttpVersionPolicy.RequestVersionOrHigher;

    [Theory]
    [InlineData("1.1", Lower, null, null)] // What every message says that nobody changed.
    [InlineData("1.1", Lower, "1.1", "1.1")]
    [InlineData("1.1", Lower, "2.0", "2.0")]
    [InlineData("1.1", Lower, "3.0", "3.0")]
    [InlineData("2.0", Lower, null, null)]
    [InlineData("2.0", Lower, "1.1", "1.1")]
    [InlineData("2.0", Lower, "2.0", "2.0")]
    [InlineData("2.0", Lower, "3.0", null)]
    [InlineData("3.0", Lower, "3.0", "3.0")]
    [InlineData("4.0", Lower, null, null)]
    [InlineData("1.1", Exact, null, "1.1")]
    [InlineData("1.1", Exact, "2.0", "1.1")]
    [InlineData("2.0", Exact, null, "2.0")]
    [InlineData("2.0", Exact, "1.1", "2.0")]
    [InlineData("3.0", Exact, "2.0", "3.0")]
    [InlineData("1.0", Higher, null, null)]
    [InlineData("1.1", Higher, null, null)]
    [InlineData("1.1", Higher, "2.0", "2.0")]
    [InlineData("2.0", Higher, null, "2.0")]
    [InlineData("2.0", Higher, "1.1", "2.0")]
    [InlineData("2.0", Higher, "3.0", "3.0")]
    [InlineData("3.0", Higher, "2.0", "3.0")]
    public void Is_chosen_by_the_message_where_it_says_something(
        string asked, HttpVersionPolicy policy, string? session, string? expected) =>
        Assert.Equal(
            expected,
            MessageVersion.Choose(Version.Parse(asked), policy, session is null ? null : Version.Parse(session))
                ?.ToString());

    [Theory]
    [InlineData("1.0", Exact)]
    [InlineData("1.0", Lower)]
    [InlineData("1.2", Exact)]
    [InlineData("4.0", Exact)]
    [InlineData("4.0", Higher)]
    public void Is_refused_where_it_can_not_be_spoken(string asked, HttpVersionPolicy policy) =>
        Assert.Contains(
            $"HTTP/{asked}",
            Assert.Throws<NotSupportedException>(() => MessageVersion.Choose(Version.Parse(asked), policy, null))
                .Message,
            StringComparison.Ordinal);
}
