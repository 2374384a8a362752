namespace Peregrine;

/// <summary>Under a limit on all connections: which origin is served first.</summary>
public sealed class PoolFairnessTests
{
    /// <summary>
    /// A connection to A falls idle, over and over, while one waits at B and many that came later wait at A.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void An_idle_connection_serves_its_own_origin_as_often_as_there_are_connections(int total)
    {
        using var table = new PoolTable(total: total);
        var made = table.Asks(total, "a").ConvertAll(table.Made);
        var (other, own) = (table.Ask("b"), table.Asks(total + 5, "a"));

        for (var turn = 0; turn < total; turn++)
        {
            table.GiveBack(made[0]);
            Assert.Equal(("1", "waits"), ($"{own[turn]}", $"{other}"));
        }

        table.GiveBack(made[0]);

        Assert.Equal(("dials", "1", "waits"), ($"{other}", table.ToClose, $"{own[total]}"));
        Assert.Equal((total, 1), (table.Open, table.OpenAt("b")));
    }

    [Fact]
    public void One_that_came_before_all_others_is_served_first_wherever_it_waits()
    {
        using var table = new PoolTable(total: 1);
        var connection = table.Made(table.Ask("a"));
        var (own, other) = (table.Asks(5, "a"), table.Ask("b"));

        foreach (var ask in own)
        {
            table.GiveBack(connection);
            Assert.Equal(("1", "waits"), ($"{ask}", $"{other}"));
        }

        table.GiveBack(connection);

        Assert.Equal("dials", $"{other}");
    }

    /// <summary>A place with no connection in it is of the same use everywhere.</summary>
    [Theory]
    [InlineData("closed")]
    [InlineData("failed")]
    public void A_bare_place_goes_to_the_one_that_came_first_over_all_origins(string end)
    {
        string[] hosts = ["b", "a", "c", "a", "b", "c"];
        using var table = new PoolTable(total: 1);
        var busy = table.Ask("a");
        var asks = hosts.Select(host => table.Ask(host)).ToList();

        foreach (var ask in asks)
        {
            Assert.True(ask.Waits);
            if (end == "closed")
            {
                table.Closed(table.Made(busy));
            }
            else
            {
                table.Failed(busy);
            }

            Assert.Equal("dials", $"{ask}");
            busy = ask;
        }
    }

    [Fact]
    public void Several_bare_places_go_to_those_that_came_first_over_all_origins()
    {
        using var table = new PoolTable(total: 4);
        table.Asks(4, "a").ConvertAll(table.Made).ForEach(table.GiveBack);
        var busy = table.Asks(4, "a").ConvertAll(ask => ask.Connection!);
        var asks = new[] { "b", "a", "c", "a", "b" }.Select(host => table.Ask(host)).ToList();

        busy.ForEach(table.Closed);

        Assert.Equal("dials dials dials dials waits", string.Join(' ', asks));
    }

    [Fact]
    public void Where_the_first_is_kept_by_its_origins_own_limit_the_next_is_served()
    {
        using var table = new PoolTable(perOrigin: 1, total: 2);
        var (a, b) = (table.Made(table.Ask("a")), table.Made(table.Ask("b")));
        var (first, second) = (table.Ask("a"), table.Ask("c"));

        table.Closed(b);

        Assert.Equal(("waits", "dials"), ($"{first}", $"{second}"));
        table.GiveBack(a);
        Assert.Equal("1", $"{first}");
    }

    [Fact]
    public void One_that_leaves_gives_its_turn_to_the_next_at_another_origin()
    {
        using var table = new PoolTable(total: 1);
        var busy = table.Ask("a");
        var (first, second) = (table.Ask("b"), table.Ask("c"));

        table.Leave(first);
        table.Failed(busy);

        Assert.Equal(("left", "dials"), ($"{first}", $"{second}"));
    }

    [Fact]
    public void One_that_waits_for_a_connection_of_another_takes_no_place_from_the_next()
    {
        using var table = new PoolTable(total: 2);
        var (dialing, busy) = (table.Ask("a", Protocols.Http2), table.Ask("b"));
        var (patient, next) = (table.Ask("a", Protocols.Http2), table.Ask("c"));

        table.Failed(busy);
        Assert.Equal(("waits", "dials"), ($"{patient}", $"{next}"));
        table.Hurry(patient);
        table.Failed(next);

        Assert.Equal(("dials", "dials"), ($"{dialing}", $"{patient}"));
    }

    [Fact]
    public void Every_one_of_a_thousand_origins_is_served_in_turn()
    {
        using var table = new PoolTable(total: 10);
        var busy = new Queue<PoolAsk>(table.Asks(10, "first"));
        var asks = Enumerable.Range(0, 1000).Select(host => table.Ask($"host-{host}")).ToList();

        foreach (var ask in asks)
        {
            table.GiveBack(table.Made(busy.Dequeue()));
            Assert.True(ask.Dials);
            busy.Enqueue(ask);
        }

        Assert.Equal(10, table.Open);
    }
}
