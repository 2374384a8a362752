namespace Peregrine;

/// <summary>
/// How often the pool looks at a connection when one is given back, wanted or closed: as often among ten thousand as
/// among ten.
/// </summary>
public sealed class PoolCrowdTests
{
    /// <summary>Few, many and very many.</summary>
    private static readonly int[] Sizes = [10, 100, 10_000];

    [Fact]
    public void When_one_is_given_back_it_does_not_matter_how_many_wait() => Same(size =>
    {
        using var table = new PoolTable(perOrigin: 1);
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2), most: 1);
        var asks = table.Asks(size, wanted: Protocols.Http2);
        return Looks(table, () => table.GiveBack(shared), served: asks[0]);
    });

    [Fact]
    public void Nor_where_those_that_wait_are_of_several_kinds() => Same(size =>
    {
        using var table = new PoolTable(perOrigin: 1);
        var shared = table.MadeShared(table.Ask(wanted: Protocols.Http2), most: 1);
        var plain = table.Asks(size, wanted: Protocols.Http11);
        var asks = table.Asks(size, wanted: Protocols.Http2);
        _ = Enumerable.Range(0, size).Select(_ => table.Ask(wanted: Protocols.Either, reuse: Reuse.Fresh)).Count();

        // The first of the others may not share the connection, and may have its place, were it idle.
        table.Allow(shared, most: 2);
        Assert.True(plain[0].Waits);
        return Looks(table, () => table.GiveBack(shared), served: asks[1]);
    });

    [Fact]
    public void Nor_at_how_many_hosts_they_wait() => Same(size =>
    {
        using var table = new PoolTable(perOrigin: 1, total: size + 1);
        var busy = Hosts(size).Select(host => table.MadeShared(table.Ask(host, Protocols.Http2), most: 1)).ToList();
        var asks = Hosts(size).Select(host => table.Ask(host, Protocols.Http2)).ToList();
        return Looks(table, () => table.GiveBack(busy[size / 2]), served: asks[size / 2]);
    });

    [Fact]
    public void Nor_at_how_many_they_wait_for_a_place_under_the_limit_on_all() => Same(size =>
    {
        using var table = new PoolTable(perOrigin: 2, total: size);
        var busy = Hosts(size).Select(host => table.MadeShared(table.Ask(host, Protocols.Http2), most: 1)).ToList();
        var asks = Hosts(size).Select(host => table.Ask(host, Protocols.Http2)).ToList();
        return Looks(table, () => table.Closed(busy[size / 2]), served: asks[0]);
    });

    [Fact]
    public void When_a_new_host_needs_a_place_it_does_not_matter_how_many_lie_idle() => Same(size =>
    {
        using var table = new PoolTable(total: size);
        foreach (var host in Hosts(size))
        {
            table.GiveBack(table.Made(table.Ask(host)));
        }

        var ask = default(PoolAsk);
        var looks = Looks(table, () => ask = table.Ask("new"));
        Assert.Equal(("dials", "1"), ($"{ask}", table.ToClose));
        return looks;
    });

    [Fact]
    public void When_one_was_idle_too_long_it_does_not_matter_how_many_lie_idle_beside_it() => Same(size =>
    {
        using var table = new PoolTable();
        table.GiveBack(table.Made(table.Ask()));
        table.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (var host in Hosts(size))
        {
            table.GiveBack(table.Made(table.Ask(host)));
        }

        table.Time.Advance(TimeSpan.FromSeconds(30));
        var looks = Looks(table, () => table.Sweep());
        Assert.Equal(("1", size), (table.ToClose, table.Open));
        return looks;
    });

    [Fact]
    public void When_one_leaves_the_queue_it_does_not_matter_how_many_wait() => Same(size =>
    {
        using var table = new PoolTable(perOrigin: 1, total: 2);
        table.MadeShared(table.Ask(wanted: Protocols.Http2), most: 1);
        var asks = table.Asks(size, wanted: Protocols.Http2);
        return Looks(table, () => table.Leave(asks[size / 2]));
    });

    [Fact]
    public void A_sweep_takes_what_is_idle_too_long_in_portions()
    {
        using var table = new PoolTable();
        foreach (var host in Hosts(250))
        {
            table.GiveBack(table.Made(table.Ask(host)));
        }

        table.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal((true, 150), (table.Sweep(most: 100), table.Open));
        Assert.Equal((true, 50), (table.Sweep(most: 100), table.Open));
        Assert.Equal((false, 0), (table.Sweep(most: 100), table.Open));
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 250)), table.ToClose); // The one idle longest first.
    }

    private static void Same(Func<int, int> looksAmong)
    {
        int[] looks = [.. Sizes.Select(looksAmong)];

        Assert.InRange(looks[0], 0, 20);
        Assert.All(looks, one => Assert.Equal(looks[0], one));
    }

    private static int Looks(PoolTable table, Action act, PoolAsk? served = null)
    {
        Assert.True(served is null || served.Waits);
        var before = table.Looks;
        act();
        Assert.True(served is null || !served.Waits);
        return table.Looks - before;
    }

    private static IEnumerable<string> Hosts(int count) =>
        Enumerable.Range(0, count).Select(number => $"host-{number}");
}
