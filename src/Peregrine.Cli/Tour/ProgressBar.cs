using System.Globalization;

namespace Peregrine;

/// <summary>
/// Shows how far a transfer is: a bar that grows in its place on a terminal, its end alone elsewhere.
/// </summary>
internal sealed class ProgressBar(Printer printer) : IProgress<Transfer>
{
    private const int Width = 30;

    public void Report(Transfer value)
    {
        if (value.IsDone)
        {
            printer.Line(Text(value), Ink.Incoming);
        }
        else
        {
            printer.Passing(Text(value), Ink.Incoming);
        }
    }

    internal static string Text(Transfer transfer)
    {
        var full = (int)Math.Round((transfer.Fraction ?? 0) * Width);
        var rate = string.Create(CultureInfo.InvariantCulture, $"{ByteSize.Of((long)transfer.BytesPerSecond)}/s");
        var left = transfer is { IsDone: false, Remaining: { } time }
            ? string.Create(CultureInfo.InvariantCulture, $", {time.TotalSeconds:0.0} s left")
            : "";
        return $"     [{new string('█', full)}{new string('·', Width - full)}] {ByteSize.Of(transfer.Bytes)} at "
            + $"{rate}{left}";
    }
}
