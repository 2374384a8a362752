namespace Peregrine;

/// <summary>When the window of a stream becomes wider, and when narrower. Moments are microseconds.</summary>
public sealed class WindowGrowthTests
{
    private const int MiB = 1024 * 1024;
    private const int First = WindowGrowth.First;
    private const int Most = WindowGrowth.Most;
    private const long RoundTrip = 100_000;

    /// <summary>
    /// How long 1 MiB took that was read to its end, how far away the server is, and the window in MiB.
    /// </summary>
    [Theory]
    [InlineData(1_000, 100_000, 32)]
    [InlineData(10_000, 100_000, 20)]
    [InlineData(25_000, 100_000, 8)]
    [InlineData(50_000, 100_000, 4)]
    [InlineData(100_000, 100_000, 2)]
    [InlineData(1_000_000, 100_000, 2)]
    [InlineData(1_000, 1_000, 2)]
    [InlineData(1_000, 200, 2)]
    [InlineData(0, 100_000, 32)]
    [InlineData(0, 0, 2)]
    [InlineData(1_000, long.MaxValue, 32)]
    public void A_reader_that_has_read_all_gets_what_the_line_takes_in_two_round_trips(
        long time, long roundTrip, int window)
    {
        var growth = new WindowGrowth(0, new SpareWindow());

        var change = growth.Change(MiB, unread: 0, now: time, roundTrip);

        Assert.Equal((window * MiB, (window - 2) * MiB), (growth.Size, change));
    }

    [Fact]
    public void A_reader_that_has_not_read_all_gets_what_it_read()
    {
        var growth = new WindowGrowth(0, new SpareWindow());
        foreach (var unread in new[] { 1, 1000, MiB / 2, MiB, First })
        {
            Assert.Equal(0, growth.Change(MiB, unread, now: 1, RoundTrip));
        }

        Assert.Equal(First, growth.Size);
    }

    [Fact]
    public void The_speed_is_that_between_two_moments_when_all_was_read()
    {
        var growth = new WindowGrowth(0, new SpareWindow());

        // The reader stops for ten seconds; what lies there it reads at the speed of memory.
        Assert.Equal(0, growth.Change(MiB, unread: MiB, now: 10_000_000, RoundTrip));
        Assert.Equal(0, growth.Change(MiB, unread: 0, now: 10_000_100, RoundTrip));

        // From there on 3 MiB come in 50 ms, though the reader is behind for most of that time.
        Assert.Equal(0, growth.Change(MiB, unread: MiB / 2, now: 10_040_100, RoundTrip));
        Assert.Equal(0, growth.Change(MiB, unread: MiB / 2, now: 10_045_100, RoundTrip));
        Assert.Equal(10 * MiB, growth.Change(MiB, unread: 0, now: 10_050_100, RoundTrip));
    }

    [Fact]
    public void A_window_that_was_wide_enough_stays_so_when_less_comes()
    {
        var growth = Wide();

        Assert.Equal(0, growth.Change(MiB, unread: 0, now: 60_000_000, RoundTrip));
        Assert.Equal(Most, growth.Size);
    }

    [Fact]
    public void A_reader_that_stays_behind_is_back_at_the_first_window_when_it_has_read_the_difference()
    {
        var (spare, unread) = (new SpareWindow(), Most);
        var growth = Wide(spare);
        List<int> changes = [];
        while (growth.Size > First)
        {
            unread -= MiB;
            changes.Add(growth.Change(MiB, unread = Math.Max(unread, growth.Size - MiB), now: 2, RoundTrip));
        }

        Assert.All(changes, change => Assert.Equal(-MiB, change));
        Assert.Equal((Most - First) / MiB, changes.Count);
        Assert.Equal(0, growth.Change(MiB, First, now: 3, RoundTrip));
        Assert.Equal(SpareWindow.Full / 2, spare.Take(SpareWindow.Full)); // All of it was given back.
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_promised_stays_promised_and_all_streams_together_keep_to_what_is_spare(int seed)
    {
        var (random, spare, now) = (new Random(seed), new SpareWindow(), 0L);
        var streams = Enumerable.Range(0, 50).Select(_ => new WindowGrowth(0, spare)).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var stream = streams[random.Next(streams.Length)];
            var used = random.Next(MiB / 2, 2 * MiB);
            var unread = random.Next(3) == 0 ? 0 : random.Next(stream.Size);

            var change = stream.Change(used, unread, now += random.Next(20_000), RoundTrip);

            Assert.InRange(used + change, 0, int.MaxValue);
            Assert.All(streams, one => Assert.InRange(one.Size, First, Most));
            Assert.InRange(streams.Sum(one => (long)one.Size - First), 0, SpareWindow.Full);
        }

        Array.ForEach(streams, one => one.End());
        Assert.Equal(SpareWindow.Full / 2, spare.Take(SpareWindow.Full));
    }

    [Fact]
    public void Each_stream_that_becomes_wider_leaves_half_for_the_others()
    {
        var spare = new SpareWindow();

        Assert.Equal(
            [32 * MiB, 19 * MiB, (8 * MiB) + (MiB / 2) + First, (4 * MiB) + (MiB / 4) + First],
            Enumerable.Range(0, 4).Select(_ => Wide(spare).Size));
    }

    /// <summary>
    /// 64 MB from a server that sends 1,000 bytes in a microsecond, to a reader that reads at once: how many
    /// milliseconds pass from the request to the end of the body. 63 of them are the sending.
    /// </summary>
    [Theory]
    [InlineData(1, 63)]
    [InlineData(40, 148)]
    [InlineData(100, 328)]
    [InlineData(300, 928)]
    public void A_far_server_waits_for_few_updates(int roundTrip, int milliseconds) =>
        Assert.Equal(milliseconds, Download(64_000_000, roundTrip * 1000) / 1000);

    private static WindowGrowth Wide(SpareWindow? spare = null)
    {
        var growth = new WindowGrowth(0, spare ?? new SpareWindow());
        growth.Change(MiB, unread: 0, now: 1, RoundTrip);
        return growth;
    }

    private static long Download(int size, int roundTrip)
    {
        const int Frame = 16_384;
        var (window, growth) = (new ReceiveWindow(First), new WindowGrowth(roundTrip, new SpareWindow()));
        var (updates, allowed) = (new Queue<(long At, int Count)>(), First);
        long now = roundTrip / 2; // The server has the request.
        for (var sent = 0; sent < size;)
        {
            if (allowed == 0)
            {
                now = Math.Max(now, updates.Peek().At);
            }

            while (updates.TryPeek(out var update) && update.At <= now)
            {
                allowed += updates.Dequeue().Count;
            }

            var count = Math.Min(Math.Min(Frame, allowed), size - sent);
            (sent, allowed, now) = (sent + count, allowed - count, now + (count / 1000));
            Assert.True(window.TryTake(count));
            window.Use(count);
            if (window.TakeUpdate(WindowGrowth.Step(unread: 0)) is var used and > 0)
            {
                var change = growth.Change(used, unread: 0, now + (roundTrip / 2), roundTrip);
                window.Widen(change);
                updates.Enqueue((now + roundTrip, used + change));
            }
        }

        return now + (roundTrip / 2);
    }
}
