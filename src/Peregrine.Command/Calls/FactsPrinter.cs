using System.Globalization;

namespace Peregrine;

/// <summary>Shows what is known when the body has come: the connection, and how long each step took.</summary>
internal sealed class FactsPrinter(Screen screen)
{
    private const string Mark = "* ";
    private const string Indent = "  "; // Of a line that goes on.

    internal void Print(Response response)
    {
        Line($"{response.Connection}");
        if (response.Connection.Certificate is { } certificate)
        {
            var left = certificate.NotAfter.ToUniversalTime() - DateTime.UtcNow;
            Line($"certificate {certificate.Subject} of {certificate.Issuer}");
            Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"certificate valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}, {Days(left)}"),
                left > TimeSpan.Zero ? Ink.Faint : Ink.Bad);
        }

        Lines(TimingsText.Lines(response.Timings, screen.Width - Mark.Length), Ink.Faint);
    }

    private void Line(string text, Ink ink = Ink.Faint) =>
        Lines(WordWrap.Broken(PrintableText.Line(text), screen.Width - Mark.Length).Split('\n'), ink);

    private void Lines(IEnumerable<string> lines, Ink ink)
    {
        foreach (var (at, line) in lines.Index())
        {
            screen.Line((at == 0 ? Mark : Indent) + line, ink);
        }
    }

    private static string Days(TimeSpan left) => left switch
    {
        { Ticks: <= 0 } => "which is over",
        { TotalDays: < 1 } => "less than a day left",
        { TotalDays: < 2 } => "1 day left",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalDays} days left"),
    };
}
