using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// A terminal that keeps what it is shown: line feeds, carriage returns, and the cursor up and erase sequences of
/// ECMA-48. It refuses every other control, and breaks lines at its width.
/// </summary>
internal sealed class VirtualTerminal(int width = 80, int height = 24) : TextWriter
{
    private readonly List<StringBuilder> _lines = [new()];
    private string _escape = "";
    private int _row;
    private int _column;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>How many times something was written.</summary>
    internal int Writes { get; private set; }

    /// <summary>What stands there, without the empty lines at its end.</summary>
    internal string[] Lines =>
        [.. string.Join('\n', _lines.Select(line => line.ToString().TrimEnd())).TrimEnd('\n').Split('\n')];

    /// <summary>Where the cursor is, from 0.</summary>
    internal (int Row, int Column) Cursor => (_row, _column);

    internal int Width { get; set; } = width;

    internal ProgressScreen Screen(bool isUnicode = true) =>
        new(() => this, () => this, () => (Width, height), IsLive: () => true, isUnicode);

    public override void Write(string? value)
    {
        Writes++;
        foreach (var one in value ?? "")
        {
            Write(one);
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(char value)
    {
        if (_escape.Length > 0 || value == '\e')
        {
            _escape += value;
            if (char.IsAsciiLetter(value))
            {
                Steer(_escape[2..^1], value);
                _escape = "";
            }
        }
        else if (value == '\n')
        {
            (_row, _column) = (_row + 1, 0);
            Reach();
        }
        else if (value == '\r')
        {
            _column = 0;
        }
        else
        {
            Assert.False(char.IsControl(value), $"The control {(int)value} was written.");
            Put(value);
        }
    }

    private void Put(char value)
    {
        if (_column == Width)
        {
            (_row, _column) = (_row + 1, 0);
            Reach();
        }

        var line = _lines[_row];
        line.Append(' ', Math.Max(0, _column + 1 - line.Length));
        line[_column++] = value;
    }

    private void Steer(string number, char what)
    {
        switch (what)
        {
            case 'A':
                _row = Math.Max(0, _row - int.Parse(number, CultureInfo.InvariantCulture));
                break;
            case 'K':
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                break;
            case 'J':
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            default:
                Assert.Fail($"The sequence ESC [ {number}{what} was written.");
                break;
        }
    }

    private void Reach()
    {
        while (_lines.Count <= _row)
        {
            _lines.Add(new());
        }
    }
}
