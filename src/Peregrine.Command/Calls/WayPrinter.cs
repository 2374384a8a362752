using System.Globalization;

namespace Peregrine;

/// <summary>
/// Shows what went before the last answer: redirects with their requests, and tries with their pauses.
/// </summary>
internal sealed class WayPrinter(Screen screen, RequestPrinter requests, ResponsePrinter responses)
{
    internal void Print(Response response)
    {
        PrintRedirects(response.History);
        requests.Print(response.Request, response.Version);
        PrintTries(response.Attempts);
    }

    /// <summary>What is known when the body has come: the connection, and how long each step took.</summary>
    internal void PrintFacts(Response response)
    {
        screen.Line();
        PrintConnection(response);
    }

    internal void Print(RequestException failure)
    {
        if (failure is RedirectException { History.Count: > 0 } redirects)
        {
            PrintRedirects(redirects.History);
            return;
        }

        requests.Print(failure.Request, null);
        PrintTries(failure.Attempts);
    }

    private void PrintConnection(Response response)
    {
        screen.Line($"* {response.Connection}", Ink.Faint);
        if (response.Connection.Certificate is { } certificate)
        {
            screen.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"* certificate {certificate.Subject} of {certificate.Issuer}, until "
                    + $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"),
                Ink.Faint);
        }

        screen.Line($"* {response.Timings}", Ink.Faint);
    }

    private void PrintRedirects(IReadOnlyList<Response> history)
    {
        foreach (var redirect in history)
        {
            requests.Print(redirect.Request, redirect.Version);
            responses.PrintHead(redirect);
        }
    }

    // The last try has no pause after it: it is what comes next.
    private void PrintTries(IReadOnlyList<Attempt> attempts)
    {
        for (var at = 0; at + 1 < attempts.Count; at++)
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"* try {at + 1}: {attempts[at]}"), Ink.Faint);
        }
    }
}
