namespace Peregrine;

/// <summary>When a wait ends without a connection, or goes on without waiting for others.</summary>
public sealed class PoolPatienceTests
{
    [Fact]
    public void Each_leaves_at_its_own_limit_and_the_others_keep_their_turn()
    {
        using var table = new PoolTable(perOrigin: 1);
        var connection = table.Made(table.Ask());
        var asks = new double?[] { 30, 5, null, 1, 5 }.Select(limit => table.Ask(limit: limit)).ToList();
        Assert.Equal(TimeSpan.FromSeconds(1), table.NextDue);

        Assert.Equal("waits waits waits left waits", After(table, 1, asks));
        Assert.Equal("waits waits waits left waits", After(table, 3.9, asks));
        Assert.Equal("waits left waits left left", After(table, 0.1, asks));
        Assert.Equal(TimeSpan.FromSeconds(25), table.NextDue);
        table.GiveBack(connection);
        Assert.Equal("1 left waits left left", Told(asks));
        Assert.Null(table.NextDue); // The one that is left has no limit.
    }

    [Theory]
    [InlineData(Protocols.Either, 30.0, 1.0)]
    [InlineData(Protocols.Http2, 30.0, 1.0)]
    [InlineData(Protocols.Http2, null, 1.0)]
    [InlineData(Protocols.Http2, 1.0, 0.5)]
    [InlineData(Protocols.Http2, 2.0, 1.0)]
    internal void One_that_waits_for_anothers_connection_makes_its_own_after_a_while(
        Protocols wanted, double? limit, double patience)
    {
        using var table = new PoolTable();
        _ = table.Ask(wanted: wanted);
        var ask = table.Ask(wanted: wanted, limit: limit);

        Assert.Equal(TimeSpan.FromSeconds(patience), table.NextDue);
        Assert.Equal("dials", After(table, patience, [ask]));
        Assert.Null(table.NextDue);
    }

    [Fact]
    public void Where_there_is_no_place_for_its_own_it_waits_on_to_its_limit()
    {
        using var table = new PoolTable(perOrigin: 1);
        _ = table.Ask(wanted: Protocols.Http2);
        var ask = table.Ask(wanted: Protocols.Http2, limit: 30);

        Assert.Equal("waits", After(table, 1, [ask]));
        Assert.Equal(TimeSpan.FromSeconds(29), table.NextDue);
        Assert.Equal("left", After(table, 29, [ask]));
        Assert.Equal(0, table.WaitingAt("a"));
    }

    [Fact]
    public void One_that_was_patient_enough_comes_before_those_that_came_later()
    {
        using var table = new PoolTable(perOrigin: 2);
        var (first, plain) = (table.Ask(wanted: Protocols.Http2), table.Ask());
        var asks = new List<PoolAsk> { table.Ask(wanted: Protocols.Http2, limit: 30) };
        table.Time.Advance(TimeSpan.FromSeconds(0.5));
        asks.AddRange([table.Ask(limit: 30), table.Ask(wanted: Protocols.Http2, limit: 30)]);
        Assert.Equal("waits waits waits", After(table, 0.5, asks));

        table.Failed(plain);

        Assert.Equal("dials waits waits", Told(asks));
        Assert.True(first.Dials);
    }

    [Theory]
    [InlineData(1, null, PoolShortage.PerOrigin)]
    [InlineData(1, 1, PoolShortage.PerOrigin)]
    [InlineData(2, 1, PoolShortage.Total)]
    [InlineData(null, 1, PoolShortage.Total)]
    internal void One_that_has_waited_too_long_is_told_what_was_short(int? perOrigin, int? total, PoolShortage expected)
    {
        using var table = new PoolTable(perOrigin, total);
        _ = table.Ask();
        var ask = table.Ask(limit: 1);

        Assert.Equal("left", After(table, 1, [ask]));

        Assert.Equal(expected, ask.Waiter!.Shortage);
    }

    [Fact]
    public void Many_whose_limit_passes_at_once_leave_in_portions()
    {
        using var table = new PoolTable(perOrigin: 1);
        _ = table.Ask();
        var asks = Enumerable.Range(0, 250).Select(_ => table.Ask(limit: 1)).ToList();
        table.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(table.EndWaits(most: 100));
        Assert.Equal(150, table.WaitingAt("a"));
        Assert.True(table.EndWaits(most: 100));
        Assert.False(table.EndWaits(most: 100));
        Assert.All(asks, ask => Assert.True(ask.HasLeft));
    }

    private static string After(PoolTable table, double seconds, List<PoolAsk> asks)
    {
        table.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.False(table.EndWaits());
        return Told(asks);
    }

    private static string Told(List<PoolAsk> asks) => string.Join(' ', asks);
}
