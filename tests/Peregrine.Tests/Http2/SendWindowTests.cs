namespace Peregrine;

/// <summary>How much of bodies may be sent (RFC 9113, sections 5.2.1, 6.9.1 and 6.9.2).</summary>
public sealed class SendWindowTests
{
    /// <summary>The first size, what happens to it ("-" is sent, "+" the server widens it), and what is left.</summary>
    [Theory]
    [InlineData(65_535, "", 65_535)]
    [InlineData(65_535, "-65535", 0)]
    [InlineData(65_535, "-1000 +1000", 65_535)]
    [InlineData(65_535, "+1", 65_536)]
    [InlineData(0, "+10 -3 +2", 9)]
    public void It_is_what_the_server_gave_without_what_was_sent(int size, string events, long left)
    {
        var window = new SendWindow(size);
        Assert.True(Apply(ref window, events));

        Assert.Equal((left, left > 0), (window.Left, window.IsOpen));
    }

    /// <summary>The server's settings change the windows of streams that have sent.</summary>
    [Theory]
    [InlineData(100, 60, -100, -60)]
    [InlineData(100, 100, -50, -50)]
    [InlineData(100, 60, -40, 0)]
    [InlineData(100, 60, -39, 1)]
    public void Settings_that_make_it_smaller_can_leave_less_than_nothing(int size, int sent, int change, long left)
    {
        var window = new SendWindow(size);
        window.Take(sent);

        Assert.True(window.TryWiden(change));

        Assert.Equal((left, left > 0), (window.Left, window.IsOpen));
    }

    [Fact]
    public void One_that_is_less_than_nothing_opens_when_more_was_given_than_it_lacked()
    {
        var window = new SendWindow(100);
        window.Take(100);
        Assert.True(window.TryWiden(-100));

        Assert.True(window.TryWiden(100));
        Assert.False(window.IsOpen);
        Assert.True(window.TryWiden(1));
        Assert.Equal((1L, true), (window.Left, window.IsOpen));
    }

    /// <summary>The largest window is 2,147,483,647 bytes.</summary>
    [Theory]
    [InlineData(int.MaxValue, 0, 0, true)]
    [InlineData(int.MaxValue, 0, 1, false)]
    [InlineData(int.MaxValue, 1, 1, true)]
    [InlineData(int.MaxValue, 1, 2, false)]
    [InlineData(0, 0, int.MaxValue, true)]
    [InlineData(1, 0, int.MaxValue, false)]
    [InlineData(int.MaxValue, 0, int.MaxValue, false)]
    public void It_is_never_wider_than_a_window_may_be(int size, int sent, int change, bool isGood)
    {
        var window = new SendWindow(size);
        window.Take(sent);

        Assert.Equal(isGood, window.TryWiden(change));
    }

    private static bool Apply(ref SendWindow window, string events)
    {
        foreach (var one in events.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var count = int.Parse(one[1..], System.Globalization.CultureInfo.InvariantCulture);
            if (one[0] == '-')
            {
                window.Take(count);
            }
            else if (!window.TryWiden(count))
            {
                return false;
            }
        }

        return true;
    }
}
