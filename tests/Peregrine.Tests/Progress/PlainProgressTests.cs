namespace Peregrine;

/// <summary>What a progress bar writes where lines stay: in a pipe, in a file, on a build server.</summary>
public sealed class PlainProgressTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly StringWriter _written = new() { NewLine = "\n" };
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly ProgressBoard _board;

    public PlainProgressTests() =>
        _board = new ProgressBoard(
            new ProgressScreen(() => _written, () => _output, () => default, () => false, true), _time);

    public void Dispose()
    {
        _written.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void A_short_transfer_is_one_line()
    {
        var meter = new TransferMeter(ProgressBar.On(_board, "a.bin"), 1000, _time);
        meter.Add(500);
        _time.Advance(TimeSpan.FromSeconds(2));
        meter.Add(500);
        meter.End();

        Assert.Equal("a.bin: 100% 1000/1000 B, 500 B/s, in 2.0 s\n", _written.ToString());
    }

    [Fact]
    public void A_long_one_is_a_line_every_ten_seconds()
    {
        using (var bar = ProgressBar.On(_board, total: 100))
        {
            for (var i = 0; i < 25; i++)
            {
                bar.Add();
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.Equal(
            """
            11% 11/100, 1.0/s, 1:27 left
            21% 21/100, 1.0/s, 1:19 left
            25% 25/100, 1.0/s, in 0:25, stopped

            """.ReplaceLineEndings("\n"),
            _written.ToString());
    }

    [Fact]
    public void Lines_of_the_program_go_where_its_output_goes()
    {
        using var bar = ProgressBar.On(_board, total: 2);
        bar.Add();
        bar.WriteLine("hello");

        Assert.Equal(("", "hello\n"), (_written.ToString(), _output.ToString()));
    }

    [Theory]
    [InlineData(false, "xterm-256color", null, false, true)]
    [InlineData(false, "xterm-256color", "", false, true)]
    [InlineData(false, "xterm-256color", "False", false, true)]
    [InlineData(true, "xterm-256color", null, false, false)]
    [InlineData(false, "dumb", null, false, false)]
    [InlineData(false, "xterm-256color", "true", false, false)]
    [InlineData(false, null, null, false, false)]
    [InlineData(false, null, null, true, true)]
    [InlineData(false, null, "1", true, false)]
    public void A_line_is_drawn_over_only_on_a_terminal_that_can(
        bool isRedirected, string? terminal, string? ci, bool isWindows, bool isLive) =>
        Assert.Equal(isLive, ConsoleScreen.IsLive(isRedirected, name => name == "CI" ? ci : terminal, isWindows));
}
