namespace Peregrine;

/// <summary>What a collector of metrics is told of the connections.</summary>
public sealed class ConnectionCountTests
{
    [Fact]
    public void Connections_are_counted_by_version_and_state()
    {
        using var pool = new PoolTable();
        var (one, two) = (pool.Ask(), pool.Ask());
        Assert.Equal("", pool.CountsAt("a")); // They are being made.

        var first = pool.Made(one);
        pool.Made(two);
        pool.GiveBack(first);
        pool.MadeShared(pool.Ask(wanted: Protocols.Http2));

        Assert.Equal("1 idle 1.1, 1 active 1.1, 1 active 2", pool.CountsAt("a"));
    }

    [Theory]
    [InlineData("given back")]
    [InlineData("closed")]
    public void One_that_takes_no_more_requests_counts_until_its_last_has_ended(string end)
    {
        using var pool = new PoolTable();
        var shared = pool.MadeShared(pool.Ask(wanted: Protocols.Http2));

        pool.Retire(shared);
        Assert.Equal("1 active 2", pool.CountsAt("a"));

        if (end == "closed")
        {
            pool.Closed(shared);
        }
        else
        {
            pool.GiveBack(shared);
        }

        Assert.Equal("", pool.CountsAt("a"));
    }

    [Fact]
    public void One_that_was_idle_when_it_was_retired_counts_no_more()
    {
        using var pool = new PoolTable();
        var shared = pool.MadeShared(pool.Ask(wanted: Protocols.Http2));
        pool.GiveBack(shared);
        Assert.Equal("1 idle 2", pool.CountsAt("a"));

        pool.Retire(shared);

        Assert.Equal("", pool.CountsAt("a"));
    }
}
