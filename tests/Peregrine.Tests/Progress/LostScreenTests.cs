namespace Peregrine;

/// <summary>Where nothing more can be written, as to a full disk, a transfer goes on without its bar.</summary>
public sealed class LostScreenTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly LosingWriter _written = new() { NewLine = "\n" };
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private TextWriter? _screen;

    public static TheoryData<bool, Exception> Losses =>
        new MatrixTheoryData<bool, Exception>(
            [true, false], [new IOException("No space left on device"), new ObjectDisposedException("writer")]);

    public void Dispose()
    {
        _written.Dispose();
        _output.Dispose();
        _screen?.Dispose();
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_transfer_goes_on_and_nothing_more_is_tried(bool isLive, Exception loss)
    {
        _written.Loss = loss;
        using var bar = ProgressBar.On(BoardOn(isLive), "a.bin");
        var meter = new TransferMeter(bar, 1000, _time);
        for (var i = 0; i < 10; i++)
        {
            meter.Add(100);
            _time.Advance(TimeSpan.FromSeconds(11));
        }

        meter.End();
        bar.WriteLine("hello");

        Assert.Equal(("hello\n", 1), (_output.ToString(), _written.Tries));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_lost_later_is_lost_for_all_bars(bool isLive)
    {
        var board = BoardOn(isLive);
        using var first = ProgressBar.On(board, total: 2);
        first.Add(2);
        var (text, tries) = (_written.ToString(), _written.Tries);
        _written.Loss = new IOException("No space left on device");

        first.Add(2);
        using var second = ProgressBar.On(board, total: 2);
        second.Add(2);

        Assert.Equal((text, tries + 1), (_written.ToString(), _written.Tries));
    }

    [Fact]
    public void What_the_program_writes_to_instead_is_followed()
    {
        _written.Loss = new IOException("No space left on device");
        using var bar = ProgressBar.On(BoardOn(isLive: false), total: 2);
        bar.Add(2);
        using var other = new StringWriter { NewLine = "\n" };
        _screen = other;

        bar.Add(2);

        Assert.StartsWith("100% 2/2", other.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_the_program_that_is_lost_is_told_to_the_program()
    {
        _written.Loss = new IOException("No space left on device");
        var screen = new ProgressScreen(() => _output, () => _written, () => default, () => false, true);
        using var bar = ProgressBar.On(new ProgressBoard(screen, _time));

        Assert.Same(_written.Loss, Assert.Throws<IOException>(() => bar.WriteLine("hello")));
    }

    private ProgressBoard BoardOn(bool isLive) =>
        new(new ProgressScreen(() => _screen ?? _written, () => _output, () => default, () => isLive, true), _time);

    private sealed class LosingWriter : StringWriter
    {
        public Exception? Loss { get; set; }

        public int Tries { get; private set; }

        public override void Write(string? value)
        {
            Try();
            base.Write(value);
        }

        public override void WriteLine(string? value)
        {
            Try();
            base.WriteLine(value);
        }

        private void Try()
        {
            Tries++;
            if (Loss is not null)
            {
                throw Loss;
            }
        }
    }
}
