namespace Peregrine;

/// <summary>Which connection a request is given, and which are given up.</summary>
public sealed class PoolReuseTests
{
    /// <summary>
    /// What a request may use, whether it may go by HTTP/2, and what it is given where one connection is idle.
    /// </summary>
    public static TheoryData<string, string, string> Uses => new()
    {
        // One of HTTP/1.1.
        { "idle", "Http11 Any", "1" },
        { "idle", "Http11 Fresh", "dials" },
        { "idle", "Http11 None", "dials" },
        { "idle", "Http2 Any", "dials" },
        { "idle", "Http2 None", "dials" },
        { "idle", "Either Any", "1" },
        { "idle", "Either Fresh", "dials" },
        { "idle", "Either None", "dials" },

        // One of HTTP/2 that carries a request, and has never been idle.
        { "shared", "Http11 Any", "dials" },
        { "shared", "Http2 Any", "1" },
        { "shared", "Http2 Fresh", "1" },
        { "shared", "Http2 None", "dials" },
        { "shared", "Either Any", "1" },
        { "shared", "Either Fresh", "1" },
        { "shared", "Either None", "dials" },

        // One of HTTP/2 that has been idle.
        { "idle shared", "Http11 Any", "dials" },
        { "idle shared", "Http2 Any", "1" },
        { "idle shared", "Http2 Fresh", "dials" },
        { "idle shared", "Http2 None", "dials" },
        { "idle shared", "Either Any", "1" },
        { "idle shared", "Either Fresh", "dials" },

        // One of HTTP/2 that carries as many as its server takes.
        { "full", "Http2 Any", "dials" },
        { "full", "Either Any", "dials" },
        { "full", "Either None", "dials" },

        // One of HTTP/2 whose server has not said how many it takes.
        { "young", "Http2 Any", "waits" },
        { "young", "Either Any", "waits" },
        { "young", "Either Fresh", "waits" },
        { "young", "Either None", "dials" },
        { "young", "Http11 Any", "dials" },

        // One that takes no more requests.
        { "retired", "Http2 Any", "dials" },
        { "retired", "Either Any", "dials" },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_request_is_given_what_is_there_and_it_may_use(string there, string request, string expected)
    {
        using var table = new PoolTable();
        Prepare(table, there);

        Assert.Equal(expected, $"{Asked(table, request)}");
    }

    /// <summary>
    /// A request that may use no connection of those that are there needs a place, and an idle one gives it.
    /// </summary>
    [Theory]
    [InlineData("idle", "Http11 Fresh")]
    [InlineData("idle", "Http11 None")]
    [InlineData("idle", "Http2 Any")]
    [InlineData("idle shared", "Http11 Any")]
    [InlineData("idle shared", "Either Fresh")]
    public void An_idle_connection_that_the_request_may_not_use_makes_room_for_its_own(string there, string request)
    {
        using var table = new PoolTable(perOrigin: 1);
        Prepare(table, there);

        Assert.Equal(("dials", "1"), ($"{Asked(table, request)}", table.ToClose));
        Assert.Equal((1, 0), (table.OpenAt("a"), table.IdleAt("a")));
    }

    [Fact]
    public void The_connection_that_was_used_last_is_used_first()
    {
        using var table = new PoolTable();
        var made = table.Asks(3).ConvertAll(table.Made);
        table.GiveBack(made[1]);
        table.GiveBack(made[0]);
        table.GiveBack(made[2]);

        Assert.Equal(["3", "1", "2", "dials"], table.Asks(4).Select(ask => $"{ask}"));
    }

    [Fact]
    public void A_connection_serves_its_own_origin_alone()
    {
        using var table = new PoolTable();
        table.GiveBack(table.Made(table.Ask("a")));

        Assert.Equal(("dials", "1"), ($"{table.Ask("b")}", $"{table.Ask("a")}"));
    }

    /// <summary>In a queue of several kinds each takes what it can use, and no kind stands in another's way.</summary>
    [Fact]
    public void One_that_can_not_use_what_became_free_holds_up_no_other()
    {
        using var table = new PoolTable(perOrigin: 2);
        var (plain, shared) = (table.Made(table.Ask()), table.MadeShared(table.Ask(wanted: Protocols.Http2), most: 1));
        List<string> kinds = ["Http2 Any", "Http11 None", "Http11 Any", "Http11 Any", "Http2 Any"];
        var asks = kinds.ConvertAll(kind => Asked(table, kind));
        Assert.All(asks, ask => Assert.True(ask.Waits));

        table.GiveBack(shared);
        Assert.Equal(["2", "waits", "waits", "waits", "waits"], asks.Select(ask => $"{ask}"));
        table.Closed(plain);
        Assert.Equal(["2", "dials", "waits", "waits", "waits"], asks.Select(ask => $"{ask}"));
        table.GiveBack(table.Made(asks[1]));
        Assert.Equal(["2", "dials", "3", "waits", "waits"], asks.Select(ask => ask == asks[1] ? "dials" : $"{ask}"));
    }

    [Fact]
    public void Dropping_an_origin_closes_what_is_idle_at_once_and_what_is_busy_when_it_is_done()
    {
        using var table = new PoolTable(perOrigin: 2);
        var made = table.Asks(2).ConvertAll(table.Made);
        table.GiveBack(made[0]);
        var other = table.Made(table.Ask("b"));
        table.GiveBack(other);

        table.Drop("a");
        Assert.Equal(("1", 1, 1), (table.ToClose, table.OpenAt("a"), table.IdleAt("b")));
        table.GiveBack(made[1]);

        Assert.Equal(("2", 0, 0), (table.ToClose, table.OpenAt("a"), table.IdleAt("a")));
        Assert.Equal("3", $"{table.Ask("b")}");
        Assert.True(table.Ask("a").Dials);
    }

    [Fact]
    public void The_place_of_a_busy_connection_that_was_dropped_goes_to_the_queue()
    {
        using var table = new PoolTable(perOrigin: 1);
        var connection = table.Made(table.Ask());
        var asks = table.Asks(2);

        table.Drop("a");
        Assert.All(asks, ask => Assert.True(ask.Waits));
        table.GiveBack(connection);

        Assert.Equal(("1", "dials", "waits"), (table.ToClose, $"{asks[0]}", $"{asks[1]}"));
    }

    [Fact]
    public void What_is_made_after_its_origin_was_dropped_stays()
    {
        using var table = new PoolTable();
        var ask = table.Ask();
        table.Drop("a");

        table.GiveBack(table.Made(ask));

        Assert.Equal(("", "1"), (table.ToClose, $"{table.Ask()}"));
    }

    [Fact]
    public void Dropping_twice_gives_up_each_connection_once()
    {
        using var table = new PoolTable();
        var (idle, busy) = (table.Made(table.Ask()), table.Made(table.Ask()));
        table.GiveBack(idle);

        table.Drop("a");
        table.Drop("a");
        table.GiveBack(busy);
        table.Drop("a");

        Assert.Equal(("1 2", 0), (table.ToClose, table.Open));
    }

    private static PoolAsk Asked(PoolTable table, string request)
    {
        var (wanted, reuse) = (request.Split(' ')[0], request.Split(' ')[1]);
        return table.Ask(wanted: Enum.Parse<Protocols>(wanted), reuse: Enum.Parse<Reuse>(reuse));
    }

    private static void Prepare(PoolTable table, string there)
    {
        if (there == "idle")
        {
            table.GiveBack(table.Made(table.Ask()));
            return;
        }

        var shared = table.MadeShared(
            table.Ask(wanted: Protocols.Either), most: there switch { "young" => null, "full" => 1, _ => 100 });
        if (there == "idle shared")
        {
            table.GiveBack(shared);
        }
        else if (there == "retired")
        {
            table.Retire(shared);
        }
    }
}
