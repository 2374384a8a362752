using System.Globalization;

namespace Peregrine;

/// <summary>Shows what is known when the body has come: the connection, and how long each step took.</summary>
internal sealed class FactsPrinter(Screen screen)
{
    internal void Print(Response response)
    {
        screen.Line($"* {response.Connection}", Ink.Faint);
        if (response.Connection.Certificate is { } certificate)
        {
            var left = certificate.NotAfter.ToUniversalTime() - DateTime.UtcNow;
            screen.Line($"* certificate {certificate.Subject} of {certificate.Issuer}", Ink.Faint);
            screen.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"* certificate valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}, {Days(left)}"),
                left > TimeSpan.Zero ? Ink.Faint : Ink.Bad);
        }

        screen.Line($"* {TimingsText.Of(response.Timings)}", Ink.Faint);
    }

    private static string Days(TimeSpan left) => left switch
    {
        { Ticks: <= 0 } => "which is over",
        { TotalDays: < 1 } => "less than a day left",
        { TotalDays: < 2 } => "1 day left",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalDays} days left"),
    };
}
