namespace Peregrine;

/// <summary>What a stop is given: where the server is, and a way to show exchanges and to check them.</summary>
internal sealed class Visit(string server, Printer printer)
{
    private readonly ExchangePrinter _exchanges = new(printer);

    /// <summary>The address of the httpbin, without a slash at its end.</summary>
    internal string Server => server;

    /// <summary>How many requests were answered or failed.</summary>
    internal int Exchanges { get; private set; }

    /// <summary>How many checks were made.</summary>
    internal int Checks { get; private set; }

    /// <summary>How many of them did not hold.</summary>
    internal int Failures { get; private set; }

    /// <summary>A value that the tour never shows.</summary>
    internal string Secret(string value)
    {
        printer.Secrets.Add(value);
        return value;
    }

    /// <summary>Shows a response and the request that got it.</summary>
    /// <param name="response">The response.</param>
    /// <param name="members">What matters of its JSON, such as <c>headers.Accept</c>; all of it when nothing is
    /// named.</param>
    internal void Show(Response response, params string[] members)
    {
        Exchanges += response.History.Count + response.Attempts.Count;
        _exchanges.Print(response, members);
    }

    /// <summary>Shows a call that gave a value in the place of a response.</summary>
    internal void Show(Anything seen)
    {
        Exchanges++;
        _exchanges.Print(seen);
    }

    /// <summary>Shows a call that failed.</summary>
    internal void Show(RequestException failure)
    {
        Exchanges += failure is RedirectException redirected
            ? redirected.History.Count
            : Math.Max(1, failure.Attempts.Count);
        _exchanges.Print(failure);
    }

    /// <summary>Shows a response whose body was read as it came, and is gone.</summary>
    internal void Count(Response response)
    {
        Exchanges += response.History.Count + response.Attempts.Count;
        _exchanges.PrintHead(response);
    }

    /// <summary>A line about what comes in.</summary>
    internal void Say(string line) => printer.Line($"     {line}", Ink.Incoming);

    /// <summary>
    /// Tells which version of HTTP a response came in, on what connection, and how long each step took.
    /// </summary>
    internal void Tell(Response response)
    {
        printer.Line($"     HTTP/{response.Version} on {response.Connection}", Ink.Faint);
        printer.Line($"     {response.Timings}", Ink.Faint);
    }

    /// <summary>Checks that what was found is what was expected; both are compared as texts.</summary>
    internal void Expect(string claim, object? expected, object? found)
    {
        var (wanted, got) = (ComparableText.Of(expected), ComparableText.Of(found));
        Note(claim, wanted == got, $": expected {wanted}, found {got}");
    }

    /// <summary>Checks that something holds.</summary>
    internal void Expect(string claim, bool holds) => Note(claim, holds, "");

    /// <summary>Notes an exception that the stop did not expect.</summary>
    internal void Fail(Exception unexpected)
    {
        // Whose response was shown before it was read.
        if (unexpected is RequestException failure and not DecodingException)
        {
            Show(failure);
        }

        Note("no surprise", holds: false, $": {unexpected.GetType().Name}: {unexpected.Message}");
    }

    private void Note(string claim, bool holds, string detail)
    {
        Checks++;
        if (holds)
        {
            printer.Line($"     ✓ {claim}", Ink.Good);
            return;
        }

        Failures++;
        printer.WholeLine($"     ✗ {claim}{detail}", Ink.Bad);
    }
}
