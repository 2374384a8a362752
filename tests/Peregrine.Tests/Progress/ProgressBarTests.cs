namespace Peregrine;

/// <summary>What a progress bar shows on a terminal.</summary>
public sealed class ProgressBarTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTime _time = new();
    private readonly VirtualTerminal _terminal = new();
    private readonly ProgressBoard _board;

    public ProgressBarTests() => _board = new ProgressBoard(_terminal.Screen(isUnicode: false), _time);

    public void Dispose() => _terminal.Dispose();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void A_transfer_is_drawn_in_its_place_and_its_end_stays()
    {
        var bar = ProgressBar.On(_board, "a.bin");
        var meter = new TransferMeter(bar, 4096, _time);
        _time.Advance(Second);
        meter.Add(1024);
        Assert.Equal(
            ["a.bin:  25% [#######-----------------------] 1.0/4.0 KiB, 1.0 KiB/s, 0:03 left"], _terminal.Lines);
        Assert.Equal(0, _terminal.Cursor.Row);

        _time.Advance(Second);
        meter.Add(1024);
        Assert.Single(_terminal.Lines);

        _time.Advance(2 * Second);
        meter.Add(2048);
        meter.End();
        Assert.Equal(
            ["a.bin: 100% [##############################] 4.0/4.0 KiB, 1.0 KiB/s, in 4.0 s"], _terminal.Lines);
        Assert.Equal((1, 0), _terminal.Cursor);
    }

    [Fact]
    public void It_is_drawn_ten_times_a_second_at_most()
    {
        using var bar = ProgressBar.On(_board, total: 1001);
        for (var i = 0; i < 1000; i++)
        {
            bar.Add();
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(10, _terminal.Writes);
    }

    [Fact]
    public void Transfers_that_share_a_bar_are_added_up_until_none_is_under_way()
    {
        var bar = ProgressBar.On(_board);
        var (first, second) = (new TransferMeter(bar, 1000, _time), new TransferMeter(bar, 3000, _time));
        first.Add(500);
        second.Add(500);
        _time.Advance(Second);
        second.Add(500);
        Assert.Contains(" 37% ", _terminal.Lines[0], StringComparison.Ordinal);

        first.Add(500);
        first.End();
        _time.Advance(Second);
        second.Add(1000);
        Assert.Contains(" 75% ", _terminal.Lines[0], StringComparison.Ordinal);
        second.Add(1000);
        second.End();
        Assert.Contains("100% [####", _terminal.Lines[0], StringComparison.Ordinal);
        Assert.Contains("] 3.9/3.9 KiB, ", _terminal.Lines[0], StringComparison.Ordinal);

        new TransferMeter(bar, 0, _time).End();
        Assert.Equal(2, _terminal.Lines.Length);
        Assert.Contains("0/0 B", _terminal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_transfer_that_fails_leaves_what_came_and_a_fresh_line()
    {
        var bar = ProgressBar.On(_board);
        var meter = new TransferMeter(bar, 1000, _time);
        _time.Advance(Second);
        meter.Add(300);
        meter.Abandon();
        meter.Abandon();

        Assert.Equal([" 30% [#########---------------------] 300/1000 B, 300 B/s, in 1.0 s, stopped"], _terminal.Lines);
        Assert.Equal((1, 0), _terminal.Cursor);

        var again = new TransferMeter(bar, 1000, _time);
        again.Add(1000);
        again.End();
        again.Abandon();
        Assert.Equal(2, _terminal.Lines.Length);
        Assert.StartsWith("100% ", _terminal.Lines[1].TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_one_of_several_counts_no_more()
    {
        var bar = ProgressBar.On(_board);
        var (first, second) = (new TransferMeter(bar, 1000, _time), new TransferMeter(bar, 1000, _time));
        first.Add(500);
        second.Add(500);
        first.Abandon();
        _time.Advance(Second);
        second.Add(100);

        Assert.Contains(" 60% ", _terminal.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_an_earlier_run_left_are_no_part_of_the_rate()
    {
        var bar = ProgressBar.On(_board);
        var meter = new TransferMeter(bar, 10_000, _time, resumed: 8000);
        _time.Advance(Second);
        meter.Add(1000);

        Assert.Contains("8.8/9.8 KiB, 1000 B/s, 0:01 left", _terminal.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_bars_have_a_line_each_and_the_end_of_one_stays_above_the_others()
    {
        var (first, second) = (ProgressBar.On(_board, "a", 2), ProgressBar.On(_board, "b", 2));
        first.Add();
        _time.Advance(Second);
        second.Add();
        Assert.Equal(["a:  5", "b:  5"], _terminal.Lines.Select(line => line[..5]));

        second.Add();
        Assert.Equal(["b: 10", "a:  5"], _terminal.Lines.Select(line => line[..5]));
        _time.Advance(Second);
        first.Add();
        Assert.Equal(["b: 10", "a: 10"], _terminal.Lines.Select(line => line[..5]));
        Assert.Equal((2, 0), _terminal.Cursor);
    }

    [Fact]
    public void More_bars_than_rows_are_counted()
    {
        using var screen = new VirtualTerminal(height: 5);
        var board = new ProgressBoard(screen.Screen(), _time);
        for (var i = 0; i < 7; i++)
        {
            ProgressBar.On(board, $"bar {i}").Add();
            _time.Advance(Second);
        }

        Assert.Equal(4, screen.Lines.Length);
        Assert.Equal("… and 4 more", screen.Lines[3]);
    }

    [Fact]
    public void A_line_of_the_program_stands_above_the_bars()
    {
        var (first, second) = (ProgressBar.On(_board, "a", 9), ProgressBar.On(_board, "b", 9));
        first.WriteLine("before");
        first.Add();
        _time.Advance(Second);
        second.Add();
        second.WriteLine("between");
        second.WriteLine("and again");

        Assert.Equal(["before", "between", "and again"], _terminal.Lines[..3]);
        Assert.Equal(["a:  1", "b:  1"], _terminal.Lines[3..].Select(line => line[..5]));
    }

    [Fact]
    public void A_terminal_that_becomes_narrower_is_drawn_over()
    {
        using var bar = ProgressBar.On(_board, "a", 100);
        bar.Add();
        _terminal.Width = 30;
        _time.Advance(Second);
        bar.Add();
        _time.Advance(Second);
        bar.Add();

        Assert.Single(_terminal.Lines);
        Assert.InRange(_terminal.Lines[0].Length, 1, 29);
    }

    [Fact]
    public void A_sequence_is_counted_as_it_is_taken()
    {
        var seen = new List<int>();
        foreach (var one in ProgressBar.On(_board).Over([1, 2, 3]))
        {
            seen.Add(one);
            _time.Advance(Second);
            Assert.StartsWith($"{(one - 1) * 100 / 3}% ", _terminal.Lines[0].TrimStart(), StringComparison.Ordinal);
        }

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(["100% [##############################] 3/3, 1.0/s, in 3.0 s"], _terminal.Lines);
    }

    [Fact]
    public async Task A_sequence_that_is_left_early_is_stopped_and_the_next_one_begins_anew()
    {
        var bar = ProgressBar.On(_board);
        await foreach (var one in bar.OverAsync(SendMany.Each([1, 2, 3]), 3, Test))
        {
            _time.Advance(Second);
            if (one == 2)
            {
                break;
            }
        }

        await foreach (var _ in bar.OverAsync(SendMany.Each([1, 2]), cancellationToken: Test))
        {
            _time.Advance(Second);
        }

        Assert.Equal(
            [" 33% [##########--------------------] 1/3, 2.0 s each, in 2.0 s, stopped", "2, 1.0/s, in 2.0 s"],
            _terminal.Lines);
    }

    [Fact]
    public void Bytes_stand_beside_the_items()
    {
        var bar = ProgressBar.On(_board, total: 2);
        var meter = new TransferMeter(bar, 4096, _time);
        meter.Add(4096);
        meter.End();
        _time.Advance(Second);
        bar.Add();
        bar.Add();

        Assert.Equal(["100% [##############################] 2/2, 4.0 KiB, 2.0/s, in 1.0 s"], _terminal.Lines);
    }

    [Fact]
    public void What_is_disposed_of_early_is_stopped_and_what_is_done_is_not()
    {
        var bar = ProgressBar.On(_board, total: 5);
        bar.Dispose();
        Assert.Equal([""], _terminal.Lines);
        bar.Add(2);
        bar.Dispose();
        bar.Dispose();
        using (var open = ProgressBar.On(_board))
        {
            open.Add(7);
        }

        Assert.Equal(2, _terminal.Lines.Length);
        Assert.EndsWith("2/5, in 0.0 s, stopped", _terminal.Lines[0], StringComparison.Ordinal);
        Assert.Equal("7, in 0.0 s", _terminal.Lines[1]);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("total", () => ProgressBar.Console(total: -1));
        using var bar = ProgressBar.On(_board);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => bar.Add(-1));
        Assert.Throws<ArgumentOutOfRangeException>("total", () => bar.Over([1], -1));
        Assert.Throws<ArgumentNullException>("items", () => bar.Over<int>(null!));
        Assert.Throws<ArgumentNullException>("value", () => bar.Report(null!));
    }
}
