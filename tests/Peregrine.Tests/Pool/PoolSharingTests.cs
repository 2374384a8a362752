namespace Peregrine;

/// <summary>
/// Connections of HTTP/2, which many requests share: who waits for one that another makes, and when they are closed.
/// </summary>
public sealed class PoolSharingTests
{
    /// <summary>
    /// How many the server takes at a time, and what becomes of six requests that asked while the connection was
    /// made.
    /// </summary>
    public static TheoryData<int, string> Shares => new()
    {
        { 1, "1 dials waits waits waits waits" },
        { 2, "1 1 dials waits waits waits" },
        { 5, "1 1 1 1 1 dials" },
        { 6, "1 1 1 1 1 1" },
        { 100, "1 1 1 1 1 1" },
    };

    [Theory]
    [MemberData(nameof(Shares))]
    public void Those_that_may_share_wait_for_the_connection_that_one_of_them_makes(int most, string expected)
    {
        using var table = new PoolTable();
        var asks = table.Asks(6, wanted: Protocols.Either);
        Assert.Equal("dials waits waits waits waits waits", Told(asks));

        table.MadeShared(asks[0], most);

        Assert.Equal(expected, Told(asks, first: "1"));
    }

    [Fact]
    public void Those_that_go_by_http_1_wait_for_no_ones_connection()
    {
        using var table = new PoolTable();
        _ = table.Ask(wanted: Protocols.Either);

        Assert.True(table.Ask(wanted: Protocols.Http11).Dials);
        Assert.True(table.Ask(wanted: Protocols.Either).Waits);
    }

    [Fact]
    public void One_that_may_use_no_connection_of_others_waits_for_none()
    {
        using var table = new PoolTable();
        _ = table.Ask(wanted: Protocols.Either);

        Assert.True(table.Ask(wanted: Protocols.Either, reuse: Reuse.None).Dials);
    }

    [Fact]
    public void When_the_server_chose_http_1_those_that_waited_make_their_own_all_at_once()
    {
        using var table = new PoolTable();
        var asks = table.Asks(5, wanted: Protocols.Either);

        table.Made(asks[0]);

        Assert.Equal("1 dials dials dials dials", Told(asks, first: "1"));
        Assert.Equal(4, table.DialingAt("a"));
        Assert.True(table.Ask(wanted: Protocols.Either).Dials); // And so does the next.
    }

    /// <summary>How the making ended, and what becomes of four that waited for it.</summary>
    [Theory]
    [InlineData(false, "dials dials dials dials")]
    [InlineData(true, "dials waits waits waits")]
    public void When_it_failed_all_make_their_own_and_when_it_was_given_up_one_does(bool wasGivenUp, string expected)
    {
        using var table = new PoolTable();
        var asks = table.Asks(5, wanted: Protocols.Either);

        table.Failed(asks[0], wasGivenUp);

        Assert.Equal(expected, Told(asks[1..]));
    }

    [Fact]
    public void Once_a_shared_connection_came_about_again_the_next_wait_for_one_again()
    {
        using var table = new PoolTable();
        table.Made(table.Ask(wanted: Protocols.Either));
        var ask = table.Asks(2, wanted: Protocols.Either);
        Assert.Equal("dials dials", Told(ask));

        var shared = table.MadeShared(ask[0], most: 1);
        table.Retire(shared);
        table.Failed(ask[1], wasGivenUp: true);

        Assert.Equal("dials waits", Told(table.Asks(2, wanted: Protocols.Either)));
    }

    [Fact]
    public void One_that_has_waited_enough_makes_its_own()
    {
        using var table = new PoolTable(perOrigin: 2);
        var asks = table.Asks(4, wanted: Protocols.Either);

        table.Hurry(asks[2]);
        Assert.Equal("dials waits dials waits", Told(asks));
        table.Hurry(asks[1]); // There is no place: it keeps its turn.
        Assert.Equal("dials waits dials waits", Told(asks));
        table.Failed(asks[0], wasGivenUp: true);

        Assert.Equal("dials dials waits", Told(asks[1..]));
    }

    [Fact]
    public void Until_the_server_has_said_how_many_it_takes_it_is_sent_one()
    {
        using var table = new PoolTable();
        var asks = table.Asks(3, wanted: Protocols.Either);

        table.MadeShared(asks[0], most: null);
        Assert.Equal("1 waits waits", Told(asks, first: "1"));
        table.Hurry(asks[1]);

        Assert.Equal("1 dials waits", Told(asks, first: "1"));
    }

    [Fact]
    public void A_request_that_ends_leaves_its_place_to_the_next()
    {
        using var table = new PoolTable(perOrigin: 1);
        var asks = table.Asks(4, wanted: Protocols.Http2);
        var shared = table.MadeShared(asks[0], most: 2);
        Assert.Equal("1 1 waits waits", Told(asks, first: "1"));

        table.GiveBack(shared);
        Assert.Equal("1 1 1 waits", Told(asks, first: "1"));
        table.GiveBack(shared);

        Assert.Equal("1 1 1 1", Told(asks, first: "1"));
    }

    [Fact]
    public void One_that_takes_no_more_is_closed_when_its_last_request_has_ended()
    {
        using var table = new PoolTable(perOrigin: 1);
        var asks = table.Asks(2, wanted: Protocols.Http2);
        var shared = table.MadeShared(asks[0]);
        table.Retire(shared);
        table.Retire(shared);
        var late = table.Ask(wanted: Protocols.Http2);
        Assert.True(late.Waits);

        table.GiveBack(shared);
        Assert.Equal("", table.ToClose);
        table.GiveBack(shared);

        Assert.Equal(("1", "dials", 1), (table.ToClose, $"{late}", table.Open));
    }

    [Fact]
    public void An_idle_one_that_takes_no_more_is_closed_at_once()
    {
        using var table = new PoolTable();
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2));
        table.GiveBack(shared);

        table.Retire(shared);

        Assert.Equal(("1", 0), (table.ToClose, table.Open));
    }

    [Fact]
    public void Dropping_an_origin_spares_no_shared_connection()
    {
        using var table = new PoolTable();
        var busy = table.MadeShared(table.Ask(wanted: Protocols.Http2), most: 1);
        var idle = table.MadeShared(table.Ask(wanted: Protocols.Http2));
        table.GiveBack(idle);

        table.Drop("a");
        Assert.Equal("2", table.ToClose);
        Assert.True(table.Ask(wanted: Protocols.Http2).Dials);
        table.GiveBack(busy);

        Assert.Equal(("1", 1), (table.ToClose, table.Open));
    }

    /// <summary>How old it is, whether it is idle, and what a request is given.</summary>
    [Theory]
    [InlineData(59, true, "1")]
    [InlineData(60, true, "dials")]
    [InlineData(60, false, "1")]
    [InlineData(299, false, "1")]
    [InlineData(300, false, "dials")]
    public void One_that_was_idle_too_long_or_is_too_old_is_given_up(int seconds, bool isIdle, string expected)
    {
        using var table = new PoolTable();
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2));
        if (isIdle)
        {
            table.GiveBack(shared);
        }

        table.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, $"{table.Ask(wanted: Protocols.Http2)}");
        Assert.Equal(expected == "dials" && isIdle ? "1" : "", table.ToClose);
    }

    [Fact]
    public void Fifty_that_wait_for_a_turn_on_a_shared_connection_are_served_in_order()
    {
        using var table = new PoolTable(perOrigin: 1);
        var asks = table.Asks(51, wanted: Protocols.Http2);
        var shared = table.MadeShared(asks[0], most: 1);
        for (var turn = 1; turn <= 50; turn++)
        {
            Assert.All(asks.Skip(turn), ask => Assert.True(ask.Waits));
            table.GiveBack(shared);
            Assert.Equal("1", $"{asks[turn]}");
        }
    }

    // What each has; the first, which made a connection itself, is told by hand.
    private static string Told(List<PoolAsk> asks, string? first = null) =>
        string.Join(' ', asks.Select((ask, index) => index == 0 && first is not null ? first : $"{ask}"));
}
