namespace Peregrine;

/// <summary>What becomes of requests when a connection takes more of them, or fewer, or is too old.</summary>
public sealed class PoolChangeTests
{
    /// <summary>How many the server says that it takes, when one uses the connection and five wait.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    [InlineData(6, 5)]
    [InlineData(100, 5)]
    public void When_the_server_says_how_many_it_takes_as_many_of_those_that_wait_are_served(int most, int served)
    {
        using var table = new PoolTable(perOrigin: 1);
        var asks = table.Asks(6, wanted: Protocols.Http2);
        var shared = table.MadeShared(asks[0], most: null);
        Assert.All(asks.Skip(1), ask => Assert.True(ask.Waits));

        table.Allow(shared, most);

        Assert.Equal(served, asks.Skip(1).TakeWhile(ask => ask.Connection == shared).Count());
        Assert.Equal(5 - served, asks.Count(ask => ask.Waits));
        Assert.Equal(served + 1, shared.InUse);
    }

    [Fact]
    public void When_the_server_takes_fewer_than_are_under_way_the_next_waits_until_enough_have_ended()
    {
        using var table = new PoolTable(perOrigin: 1);
        var asks = table.Asks(3, wanted: Protocols.Http2);
        var shared = table.MadeShared(asks[0], most: 3);
        table.Allow(shared, most: 1);
        var late = table.Ask(wanted: Protocols.Http2);

        table.GiveBack(shared);
        table.GiveBack(shared);
        Assert.True(late.Waits);
        table.GiveBack(shared);

        Assert.Equal((shared, 1), (late.Connection, shared.InUse));
    }

    [Fact]
    public void While_it_is_in_doubt_whether_a_server_is_there_the_next_waits_for_its_word()
    {
        using var table = new PoolTable();
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Either));
        table.Doubt(shared, isInDoubt: true);
        var (next, alone) =
            (table.Ask(wanted: Protocols.Either), table.Ask(wanted: Protocols.Either, reuse: Reuse.None));
        Assert.Equal("waits dials", $"{next} {alone}");

        table.Doubt(shared, isInDoubt: false);

        Assert.Equal("1 dials", $"{next} {alone}");
    }

    /// <summary>How long each of two was idle when the pool looks, and which of them it closes.</summary>
    [Theory]
    [InlineData(10, 10, "")]
    [InlineData(59, 60, "2")]
    [InlineData(60, 59, "1")]
    [InlineData(60, 61, "1 2")]
    public void What_was_idle_too_long_is_closed_with_its_place(int plainSeconds, int sharedSeconds, string closed)
    {
        using var table = new PoolTable();
        var plain = table.Made(table.Ask());
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2));
        var (first, second) = plainSeconds > sharedSeconds ? (plain, shared) : (shared, plain);
        var (longer, shorter) = (Math.Max(plainSeconds, sharedSeconds), Math.Min(plainSeconds, sharedSeconds));
        table.GiveBack(first);
        table.Time.Advance(TimeSpan.FromSeconds(longer - shorter));
        table.GiveBack(second);
        table.Time.Advance(TimeSpan.FromSeconds(shorter));

        table.Sweep();

        Assert.Equal(closed, string.Join(' ', table.ToClose.Split(' ').Order()));
        Assert.Equal(2 - closed.Count(char.IsDigit), table.Open);
    }

    [Fact]
    public void What_is_in_use_is_never_closed_for_its_age()
    {
        using var table = new PoolTable();
        var plain = table.Made(table.Ask());
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2));
        table.Time.Advance(TimeSpan.FromHours(1));

        table.Sweep();

        Assert.Equal(("", 2), (table.ToClose, table.Open));
        Assert.Equal((1, 1), (plain.InUse, shared.InUse));
    }

    [Fact]
    public void A_connection_in_use_that_takes_no_more_is_closed_when_it_comes_back()
    {
        using var table = new PoolTable(perOrigin: 1);
        var plain = table.Made(table.Ask());
        var next = table.Ask();
        table.Retire(plain);
        Assert.Equal(("", "waits"), (table.ToClose, $"{next}"));

        table.GiveBack(plain);

        Assert.Equal(("1", "dials", 0), (table.ToClose, $"{next}", table.IdleAt("a")));
    }

    /// <summary>
    /// Its server may still say how many requests it takes, when another connection to the same place is there.
    /// </summary>
    [Fact]
    public void A_connection_that_was_given_up_says_nothing_about_those_that_came_after_it()
    {
        using var table = new PoolTable(perOrigin: 1);
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2));
        table.GiveBack(shared);
        table.Retire(shared);
        var next = table.Made(table.Ask());

        table.Allow(shared, most: 5);

        Assert.Equal((1, 1), (table.Origins, table.OpenAt("a")));
        Assert.Equal((1, "waits"), (next.InUse, $"{table.Ask()}"));
    }
}
