namespace Peregrine;

/// <summary>How long a server says that it keeps an idle connection.</summary>
public sealed class KeepAliveHintTests
{
    [Theory]
    [InlineData("timeout=5", 4)]
    [InlineData("Timeout=5, max=100", 4)]
    [InlineData("max=100, timeout = 15", 14)]
    [InlineData("timeout=\"5\"", 4)]
    [InlineData("timeout=1", 0)]
    [InlineData("timeout=0", 0)]
    [InlineData("timeout=60, max=0", 0)]
    [InlineData("max=1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("5", null)]
    [InlineData("timeout=-5", null)]
    [InlineData("timeout=5s", null)]
    [InlineData("timeout=99999999999999999999", null)]
    [InlineData("timeout=9223372036854775807", 86_400)]
    [InlineData("=,;timeout", null)]
    public void A_connection_is_kept_a_second_less(string? field, int? seconds) =>
        Assert.Equal(seconds, KeepAliveHint.Parse(field)?.TotalSeconds);
}
