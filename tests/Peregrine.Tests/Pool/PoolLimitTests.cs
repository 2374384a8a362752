namespace Peregrine;

/// <summary>
/// Whatever is asked for, made, given back and closed, in whatever order: there are never more places than the limits
/// allow.
/// </summary>
public sealed class PoolLimitTests
{
    private const int LongestQueue = 50;
    private static readonly string[] Hosts = ["a", "b", "c"];

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 2, 3)]
    [InlineData(4, 3, 7)]
    [InlineData(5, 2, 100)]
    public void The_limits_hold_at_every_moment(int seed, int perOrigin, int total)
    {
        using var table = new PoolTable(perOrigin, total);
        var random = new Random(seed);
        var (waiting, dialing, busy) = (new List<PoolAsk>(), new List<PoolAsk>(), new List<PooledConnection>());
        for (var step = 0; step < 1000; step++)
        {
            table.Time.Advance(TimeSpan.FromMilliseconds(1));
            Step(table, random, waiting, dialing, busy);
            Settle(waiting, dialing, busy);
            _ = table.ToClose;

            Assert.InRange(table.Open, 0, total);
            Assert.All(Hosts, host => Assert.InRange(table.OpenAt(host), 0, perOrigin));
            Assert.Equal(dialing.Count + busy.Count, table.Open - Hosts.Sum(table.IdleAt));
            Assert.All(waiting, ask => Assert.Equal(0, table.IdleAt(ask.Bucket.Route.Origin.Host)));
            Assert.True(waiting.Count == 0 || table.Open > 0);

            // One that waits while its origin may have more does so because the limit on all is reached.
            var isFull = table.Open == total && Hosts.Sum(table.IdleAt) == 0;
            Assert.All(waiting, ask => Assert.True(
                isFull || table.OpenAt(ask.Bucket.Route.Origin.Host) == perOrigin));
        }
    }

    private static void Step(
        PoolTable table, Random random, List<PoolAsk> waiting, List<PoolAsk> dialing, List<PooledConnection> busy)
    {
        switch (random.Next(6))
        {
            case 0 when Taken(dialing, random) is { } ask:
                busy.Add(table.Made(ask));
                break;
            case 1 when Taken(dialing, random) is { } ask:
                table.Failed(ask, random.Next(2) == 0);
                break;
            case 2 when Taken(busy, random) is { } connection:
                table.GiveBack(connection);
                break;
            case 3 when Taken(busy, random) is { } connection:
                table.Closed(connection);
                break;
            case 4 when random.Next(5) == 0 && Taken(waiting, random) is { } ask:
                table.Leave(ask);
                break;
            default:
                if (waiting.Count == LongestQueue)
                {
                    return;
                }

                waiting.Add(table.Ask(Hosts[random.Next(3)], reuse: (Reuse)random.Next(3)));
                break;
        }
    }

    private static void Settle(List<PoolAsk> waiting, List<PoolAsk> dialing, List<PooledConnection> busy)
    {
        dialing.AddRange(waiting.Where(ask => ask.Dials));
        busy.AddRange(waiting.Select(ask => ask.Connection).OfType<PooledConnection>());
        waiting.RemoveAll(ask => !ask.Waits);
    }

    private static T? Taken<T>(List<T> list, Random random)
        where T : class
    {
        if (list.Count == 0)
        {
            return null;
        }

        var one = list[random.Next(list.Count)];
        list.Remove(one);
        return one;
    }
}
