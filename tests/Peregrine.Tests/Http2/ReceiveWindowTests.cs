namespace Peregrine;

/// <summary>
/// How much a server may send, and when it is told that it may send more (RFC 9113, sections 5.2.1 and 6.9).
/// </summary>
public sealed class ReceiveWindowTests
{
    private const int Size = 100;

    /// <summary>What comes, one after the other, and whether the last of it was allowed.</summary>
    [Theory]
    [InlineData("100", true)]
    [InlineData("101", false)]
    [InlineData("99 1", true)]
    [InlineData("99 2", false)]
    [InlineData("100 0", true)]
    [InlineData("60 40 1", false)]
    public void What_is_more_than_the_window_is_not_allowed(string counts, bool isAllowed)
    {
        var window = new ReceiveWindow(Size);
        var allowed = true;
        foreach (var count in counts.Split(' ').Select(int.Parse))
        {
            Assert.True(allowed);
            allowed = window.TryTake(count);
        }

        Assert.Equal(isAllowed, allowed);
    }

    /// <summary>How much came and was used, the update that is sent then, and what is left.</summary>
    [Theory]
    [InlineData(0, 0, 0, 100)]
    [InlineData(100, 0, 0, 0)]
    [InlineData(49, 49, 0, 51)]
    [InlineData(50, 50, 50, 100)]
    [InlineData(100, 50, 50, 50)]
    [InlineData(100, 99, 99, 99)]
    [InlineData(100, 100, 100, 100)]
    public void An_update_is_sent_when_half_of_the_window_was_used(int came, int used, int update, int left)
    {
        var window = new ReceiveWindow(Size);
        Assert.True(window.TryTake(came));
        window.Use(used);

        Assert.Equal((update, left), (window.TakeUpdate(atLeast: Size / 2), window.Left));
        Assert.Equal(0, window.TakeUpdate(atLeast: Size / 2)); // Once.
    }

    [Fact]
    public void What_was_used_in_small_pieces_is_given_back_together()
    {
        var window = new ReceiveWindow(Size);
        List<int> updates = [];
        for (var i = 0; i < 25; i++)
        {
            Assert.True(window.TryTake(10));
            window.Use(10);
            updates.Add(window.TakeUpdate(atLeast: Size / 2));
        }

        Assert.Equal([50, 50, 50, 50, 50], updates.Where(update => update > 0));
        Assert.Equal([4, 9, 14, 19, 24], updates.Index().Where(one => one.Item > 0).Select(one => one.Index));
        Assert.Equal(Size, window.Left);
    }

    [Fact]
    public void What_is_received_and_not_used_is_never_given_back()
    {
        var window = new ReceiveWindow(Size);
        Assert.True(window.TryTake(100));
        window.Use(60);
        Assert.Equal(60, window.TakeUpdate(atLeast: Size / 2));

        Assert.True(window.TryTake(60));
        Assert.False(window.TryTake(1));
    }

    [Fact]
    public void A_window_that_becomes_narrower_lets_come_what_was_promised()
    {
        var window = new ReceiveWindow(Size);
        Assert.True(window.TryTake(60));
        window.Use(60);
        Assert.Equal(60, window.TakeUpdate(atLeast: Size / 2));

        window.Widen(-60); // Nothing of it is given.

        Assert.Equal(40, window.Left);
        Assert.True(window.TryTake(40));
        Assert.False(window.TryTake(1));
    }

    [Fact]
    public void A_window_that_becomes_wider_lets_more_come()
    {
        var window = new ReceiveWindow(Size);

        window.Widen(Size);

        Assert.True(window.TryTake(2 * Size));
        Assert.False(window.TryTake(1));
    }
}
