namespace Peregrine;

/// <summary>
/// Who is served when a place or a connection becomes free: first come, first served, and never more than the limits
/// allow.
/// </summary>
public sealed class PoolQueueTests
{
    private const int Crowd = 50;

    /// <summary>How the connection in use ends, and what the next in the queue is given.</summary>
    public static TheoryData<string> Ends => ["given back", "closed", "failed", "given up"];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Fifty_that_wait_are_served_in_the_order_in_which_they_came(string end)
    {
        using var table = new PoolTable(perOrigin: 1);
        var asks = table.Asks(Crowd + 1);
        Assert.True(asks[0].Dials);
        for (var turn = 0; turn < Crowd; turn++)
        {
            Assert.All(asks.Skip(turn + 1), ask => Assert.True(ask.Waits));
            Assert.False(asks[turn].Waits);
            End(table, asks[turn], end);

            Assert.Equal(end == "given back" ? "1" : "dials", $"{asks[turn + 1]}");
            Assert.Equal((1, Crowd - turn - 1), (table.OpenAt("a"), table.WaitingAt("a")));
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Each_of_several_places_that_become_free_goes_to_one_of_those_that_wait(string end)
    {
        using var table = new PoolTable(perOrigin: 5);
        var asks = table.Asks(Crowd);
        for (var turn = 0; turn + 5 < Crowd; turn++)
        {
            End(table, asks[turn], end);

            Assert.All(asks.Take(turn + 6), ask => Assert.False(ask.Waits));
            Assert.All(asks.Skip(turn + 6), ask => Assert.True(ask.Waits));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    public void An_origin_has_as_many_places_as_its_limit(int limit)
    {
        using var table = new PoolTable(perOrigin: limit);

        Assert.All(table.Asks(limit, "a"), ask => Assert.True(ask.Dials));
        Assert.All(table.Asks(3, "a"), ask => Assert.True(ask.Waits));
        Assert.All(table.Asks(limit, "b"), ask => Assert.True(ask.Dials));
        Assert.True(table.Ask("b").Waits);
        Assert.Equal((2 * limit, limit, 3), (table.Open, table.DialingAt("a"), table.WaitingAt("a")));
    }

    [Fact]
    public void Without_limits_every_request_has_a_place()
    {
        using var table = new PoolTable(perOrigin: null);

        Assert.All(table.Asks(1000), ask => Assert.True(ask.Dials));
        Assert.Equal(1000, table.Open);
    }

    [Fact]
    public void A_limit_on_all_is_that_of_every_origin_together()
    {
        using var table = new PoolTable(perOrigin: 2, total: 3);
        var (a, b) = (table.Asks(2, "a"), table.Asks(2, "b"));

        Assert.Equal(["dials", "dials", "dials", "waits"], a.Concat(b).Select(ask => $"{ask}"));
        Assert.True(table.Ask("c").Waits);
        table.Failed(a[0]);
        Assert.Equal(("dials", 3), ($"{b[1]}", table.Open));
    }

    /// <summary>A place that becomes free under a limit on all may be of use at another origin alone.</summary>
    [Theory]
    [MemberData(nameof(Ends))]
    public void Under_a_limit_on_all_a_place_goes_to_who_waits_at_another_origin(string end)
    {
        using var table = new PoolTable(total: 1);
        var (first, other) = (table.Ask("a"), table.Ask("b"));
        Assert.True(other.Waits);

        End(table, first, end);

        Assert.True(other.Dials);
        Assert.Equal(end == "given back" ? "1" : "", table.ToClose); // The connection had to go for its place.
        Assert.Equal((0, 1), (table.OpenAt("a"), table.OpenAt("b")));
    }

    [Fact]
    public void Under_a_limit_on_all_an_origins_own_queue_comes_first()
    {
        using var table = new PoolTable(total: 1);
        var (first, other, own) = (table.Ask("a"), table.Ask("b"), table.Ask("a"));

        table.GiveBack(table.Made(first));

        Assert.Equal(("waits", "1"), ($"{other}", $"{own}"));
    }

    [Fact]
    public void The_connection_that_was_idle_longest_makes_room_at_another_origin()
    {
        using var table = new PoolTable(total: 3);
        var made = new[] { "a", "b", "a" }.Select(host => table.Made(table.Ask(host))).ToList();
        foreach (var index in new[] { 1, 2, 0 })
        {
            table.Time.Advance(TimeSpan.FromSeconds(1));
            table.GiveBack(made[index]);
        }

        Assert.Equal(("dials", "2"), ($"{table.Ask("c")}", table.ToClose));
        Assert.Equal(("dials", "3"), ($"{table.Ask("c")}", table.ToClose));
        Assert.Equal(("dials", "1"), ($"{table.Ask("d")}", table.ToClose));
        Assert.True(table.Ask("e").Waits);
        Assert.Equal((3, ""), (table.Open, table.ToClose));
    }

    [Fact]
    public void A_busy_connection_never_makes_room()
    {
        using var table = new PoolTable(total: 2);
        table.Made(table.Ask("a"));
        table.MadeShared(table.Ask("b", Protocols.Either));

        Assert.True(table.Ask("c").Waits);
        Assert.Equal("", table.ToClose);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(50, 0)]
    [InlineData(50, 25)]
    [InlineData(50, 49)]
    public void One_that_leaves_the_queue_is_passed_over(int crowd, int leaving)
    {
        using var table = new PoolTable(perOrigin: 1);
        var connection = table.Made(table.Ask());
        var asks = table.Asks(crowd);

        Assert.True(table.Leave(asks[leaving]));
        Assert.False(table.Leave(asks[leaving]));
        Assert.Equal(crowd - 1, table.WaitingAt("a"));
        foreach (var ask in asks.Where(ask => ask != asks[leaving]))
        {
            table.GiveBack(connection);
            Assert.Equal("1", $"{ask}");
        }

        Assert.True(asks[leaving].HasLeft); // Nothing is given to it any more.
    }

    [Fact]
    public void One_that_was_served_can_not_leave_the_queue()
    {
        using var table = new PoolTable(perOrigin: 1);
        var connection = table.Made(table.Ask());
        var ask = table.Ask();

        table.GiveBack(connection);

        Assert.False(table.Leave(ask));
        Assert.Equal("1", $"{ask}");
    }

    [Fact]
    public void An_origin_without_places_and_waiters_is_forgotten()
    {
        using var table = new PoolTable(perOrigin: 1, total: 1);
        var (first, other) = (table.Ask("a"), table.Ask("b"));
        Assert.Equal(2, table.Origins);

        table.Leave(other);
        Assert.Equal(1, table.Origins);
        table.Failed(first);

        Assert.Equal((0, 0), (table.Origins, table.Open));
        Assert.True(table.Ask("a").Dials);
    }

    [Fact]
    public void An_emptied_queue_serves_no_one()
    {
        using var table = new PoolTable(perOrigin: 1, total: 2);
        var connection = table.Made(table.Ask("a"));
        var asks = table.Asks(3, "a");
        _ = table.Asks(2, "b");

        table.Empty();
        table.GiveBack(connection);

        Assert.All(asks, ask => Assert.True(ask.HasLeft));
        Assert.Equal((1, 0), (table.IdleAt("a"), table.WaitingAt("b")));
    }

    private static void End(PoolTable table, PoolAsk ask, string end)
    {
        if (end is "failed" or "given up")
        {
            table.Failed(ask, wasGivenUp: end == "given up");
            return;
        }

        var connection = ask.Connection ?? table.Made(ask);
        if (end == "given back")
        {
            table.GiveBack(connection);
        }
        else
        {
            table.Closed(connection);
        }
    }
}
