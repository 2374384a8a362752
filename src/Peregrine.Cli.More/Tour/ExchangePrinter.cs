using System.Globalization;

namespace Peregrine;

/// <summary>Shows what went out and what came back, each in a few lines.</summary>
internal sealed class ExchangePrinter(Printer printer)
{
    private static readonly string[] ShownOfResponse =
        ["Location", "Set-Cookie", "Retry-After", "RateLimit", "WWW-Authenticate", "Allow", "Link"];

    internal void Print(Response response, IReadOnlyList<string> members)
    {
        PrintWay([.. response.History, response]);
        PrintAnswer(response, members);
    }

    internal void PrintHead(Response response) => printer.Line(
        $"   → {response.Method} {AddressText.Of(response.Url)} ← {response.StatusCode} {response.ReasonPhrase}, "
        + $"{TransferText.Size(response.BytesReceived)}",
        Ink.Outgoing);

    internal void Print(Anything seen)
    {
        printer.Line($"   → {seen.Method} {seen.Url}", Ink.Outgoing);
        printer.Line($"   ← as {nameof(Anything)}: the request as the server saw it", Ink.Incoming);
        foreach (var (name, value) in seen.Args)
        {
            printer.Line($"       Args[\"{name}\"] = {value?.ToJsonString()}");
        }

        if (seen.Json is not null)
        {
            printer.Line($"       Json = {BodyText.Of(seen.Json)}");
        }
    }

    internal void Print(RequestException failure)
    {
        if (failure is RedirectException { History: { Count: > 0 } history })
        {
            PrintWay(history);
        }
        else
        {
            PrintRequest(failure.Request);
        }

        if (failure is StatusException { Response: var response })
        {
            PrintAnswer(response, []);
        }

        printer.WholeLine($"   ⇠ {failure.GetType().Name}: {failure.Message}", Ink.Incoming);
    }

    private static bool IsShownOfResponse(Header field) =>
        ShownOfResponse.Contains(field.Name, StringComparer.OrdinalIgnoreCase);

    // The library's own defaults are the same in each request; the type stands beside the body.
    private static bool IsShownOfRequest(Header field) => field.Name.ToUpperInvariant() switch
    {
        "HOST" or "ACCEPT-ENCODING" or "CONTENT-LENGTH" or "CONTENT-TYPE" => false,
        "ACCEPT" => field.Value != "*/*",
        "USER-AGENT" => !field.Value.StartsWith("Peregrine/", StringComparison.Ordinal),
        _ => true,
    };

    // The first request in full; of those that redirects asked for, where they went.
    private void PrintWay(IReadOnlyList<Response> hops)
    {
        PrintRequest(hops[0].Request);
        foreach (var (hop, next) in hops.Zip(hops.Skip(1)))
        {
            printer.Line($"   ← {hop.StatusCode} {hop.ReasonPhrase}", Ink.Incoming);
            PrintFields(hop.Headers.Where(IsShownOfResponse));
            printer.Line($"   → {next.Method} {AddressText.Of(next.Url)}", Ink.Outgoing);
        }
    }

    private void PrintRequest(Request request)
    {
        printer.Line($"   → {request.Method} {AddressText.Of(request.Url)}", Ink.Outgoing);
        PrintFields(request.Headers.Where(IsShownOfRequest));
        if (request.Body is { } body)
        {
            printer.Line($"       [{body}]", Ink.Faint);
        }
    }

    private void PrintAnswer(Response response, IReadOnlyList<string> members)
    {
        foreach (var attempt in response.Attempts.SkipLast(1))
        {
            printer.Line($"   ← {attempt}", Ink.Incoming);
        }

        var elapsed = string.Create(CultureInfo.InvariantCulture, $"{response.Elapsed.TotalMilliseconds:0} ms");
        printer.Line($"   ← {response.StatusCode} {response.ReasonPhrase}, {elapsed}", Ink.Incoming);
        PrintFields(response.Headers.Where(IsShownOfResponse));
        if (response.Bytes.Length > 0)
        {
            printer.Line($"       {BodyText.Of(response, members)}");
        }
    }

    private void PrintFields(IEnumerable<Header> fields)
    {
        foreach (var field in fields)
        {
            printer.Line($"       {field}"); // Header's own text hides what is secret.
        }
    }
}
