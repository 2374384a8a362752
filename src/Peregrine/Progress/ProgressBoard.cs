using System.Text;

namespace Peregrine;

/// <summary>
/// The progress bars that are open in one place, a line each in the order in which they were opened. Its lock guards
/// the bars too. Where nothing can be written any more, as to a full disk, no more is tried: what is shown is no reason
/// for a transfer to fail.
/// </summary>
/// <param name="screen">The place.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressBoard(ProgressScreen screen, TimeProvider time)
{
    /// <summary>How long a drawn line stays as it is, at least.</summary>
    internal static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>How long it is from line to line where lines stay.</summary>
    internal static readonly TimeSpan PlainPace = TimeSpan.FromSeconds(10);

    // ECMA-48: CUU, EL and ED.
    private const string Escape = "\e[";
    private const string EndLine = "\e[K";
    private const string EndScreen = "\e[J";

    private readonly List<IProgressLine> _lines = [];
    private readonly List<int> _drawn = []; // The columns of each line that stands on the screen.
    private long? _drawnAt;
    private TextWriter? _lost; // What could not be written to.

    /// <summary>Guards the board and its bars.</summary>
    internal Lock Gate { get; } = new();

    internal TimeProvider Time => time;

    /// <summary>Shows a line from now on, and draws it if it is time to.</summary>
    internal void Show(IProgressLine line)
    {
        if (!_lines.Contains(line))
        {
            _lines.Add(line);
            line.ShownAt = time.GetTimestamp();
        }

        if (!screen.IsLive())
        {
            if (time.GetElapsedTime(line.ShownAt) >= PlainPace)
            {
                line.ShownAt = time.GetTimestamp();
                Put(writer => writer.WriteLine(ProgressText.Plain(line.View())));
            }
        }
        else if (_drawnAt is not { } at || time.GetElapsedTime(at) >= Pace)
        {
            Write(new StringBuilder());
        }
    }

    /// <summary>Leaves the last state of a line where it is, above those that go on.</summary>
    internal void End(IProgressLine line)
    {
        _lines.Remove(line);
        if (!screen.IsLive())
        {
            Put(writer => writer.WriteLine(ProgressText.Plain(line.View())));
            return;
        }

        var text = Start();
        text.Append(Drawn(line)).Append(EndLine).Append(Environment.NewLine);
        Write(text, isStarted: true);
    }

    /// <summary>Writes a line of the program's own above the bars.</summary>
    internal void WriteLine(string text)
    {
        if (_drawn.Count > 0)
        {
            var erased = Start().Append(EndScreen).ToString();
            Put(writer => writer.Write(erased));
        }

        var output = screen.Output();
        output.WriteLine(text);
        output.Flush();
        if (screen.IsLive() && _lines.Count > 0)
        {
            Write(new StringBuilder(), isStarted: true);
        }
    }

    // One write for all, so that what others write does not come between.
    private void Write(StringBuilder text, bool isStarted = false)
    {
        text.Insert(0, isStarted ? "" : Start().ToString());
        var fitting = _lines.Count <= screen.Rows - 1 ? _lines.Count : Math.Max(1, screen.Rows - 2);
        var lines = _lines.Take(fitting).Select(Drawn);
        if (fitting < _lines.Count)
        {
            lines = lines.Append(More(_lines.Count - fitting));
        }

        foreach (var line in lines)
        {
            text.Append(_drawn.Count == 0 ? "" : Environment.NewLine).Append(line).Append(EndLine);
            _drawn.Add(ProgressText.Columns(line));
        }

        text.Append(EndScreen);
        Put(writer => writer.Write(text.ToString()));
        _drawnAt = _lines.Count > 0 ? time.GetTimestamp() : null;
    }

    private void Put(Action<TextWriter> write)
    {
        var writer = screen.Writer();
        if (writer == _lost)
        {
            return;
        }

        try
        {
            write(writer);
            writer.Flush();
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
            _lost = writer;
        }
    }

    // To the beginning of what is drawn. A terminal that became narrower has broken long lines.
    private StringBuilder Start()
    {
        var columns = screen.Columns + 1;
        var above = _drawn.Sum(width => Math.Max(1, (width + columns - 1) / columns)) - 1;
        _drawn.Clear();
        return new StringBuilder(above > 0 ? $"{Escape}{above}A\r" : "\r");
    }

    private string More(int count)
    {
        var text = $"… and {count} more";
        return text.Length <= screen.Columns ? text : "";
    }

    private string Drawn(IProgressLine line) => ProgressText.Drawn(line.View(), screen.Columns, screen.IsUnicode);
}
