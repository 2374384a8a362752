using System.Globalization;

namespace Peregrine;

/// <summary>Draws when each step of each send was, in 80 columns: a row for each, all on one scale.</summary>
internal static class Waterfall
{
    private const int BarWidth = 55;

    /// <summary>The lines of it.</summary>
    internal static IEnumerable<IReadOnlyList<InkedText>> Lines(IReadOnlyList<WaterfallSend> sends)
    {
        var end = sends.SelectMany(send => send.Steps.Select(step => step.Start + step.Length))
            .DefaultIfEmpty(TimeSpan.Zero).Max();
        foreach (var send in sends)
        {
            yield return [new InkedText($"  {Cut(send.Title, 77)}", Ink.Heading)];
            foreach (var step in send.Steps)
            {
                var name = $"  {step.Name,-8}{TimingsText.Text(step.Length),10}  ";
                yield return [new InkedText(name), new InkedText(Bar(step, end), step.Ink)];
            }
        }

        yield return
        [
            new InkedText(
                $"{new string(' ', 22)}0{TimingsText.Text(end).PadLeft(BarWidth - 1)}".TrimEnd(), Ink.Faint),
        ];
    }

    // At least a mark, also of what took no time.
    private static string Bar(WaterfallStep step, TimeSpan end)
    {
        var scale = end > TimeSpan.Zero ? BarWidth / end.TotalMilliseconds : 0;
        var start = (int)(step.Start.TotalMilliseconds * scale);
        var stop = (int)Math.Round((step.Start + step.Length).TotalMilliseconds * scale);
        return stop > start
            ? new string(' ', start) + new string('█', stop - start)
            : new string(' ', Math.Min(start, BarWidth - 1)) + "▏";
    }

    private static string Cut(string text, int width) =>
        text.Length <= width ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..(width - 1)]}…");
}
