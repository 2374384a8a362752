using System.Globalization;

namespace Peregrine;

/// <summary>
/// Shows exchanges part by part, with a blank line between what follows one another: redirects, and tries with their
/// pauses.
/// </summary>
internal sealed class WayPrinter(Screen screen, RequestPrinter requests, ResponsePrinter responses)
{
    private bool _hasBodyBefore;
    private bool _hasToldOfMask;

    /// <summary>Says once that secrets were hidden, where they were.</summary>
    internal void TellMask()
    {
        if (!_hasToldOfMask && (requests.HasMasked || responses.HasMasked))
        {
            _hasToldOfMask = true;
            Messages.Say(Masked.Notice);
        }
    }

    /// <summary>Shows the redirects that were followed.</summary>
    internal async Task PrintAsync(
        IReadOnlyList<Response> history, Shown shown, CancellationToken cancellationToken)
    {
        foreach (var redirect in history)
        {
            await PrintAsync(redirect.Request, redirect.Version, shown, cancellationToken);
            PrintHead(redirect, shown);
            if (shown.HasFlag(Shown.Body))
            {
                PrintBody(redirect);
            }
        }
    }

    /// <summary>Shows a request.</summary>
    internal async Task PrintAsync(
        Request request, Version? version, Shown shown, CancellationToken cancellationToken)
    {
        if (shown.HasFlag(Shown.RequestHead))
        {
            Part();
            requests.PrintHead(request, version);
        }

        if (shown.HasFlag(Shown.RequestBody) && request.Body is { } body)
        {
            Part();
            await requests.PrintBodyAsync(body, cancellationToken);
            _hasBodyBefore = true;
        }
    }

    internal void PrintHead(Response response, Shown shown)
    {
        if (shown.HasFlag(Shown.Head))
        {
            Part();
            responses.PrintHead(response);
        }
    }

    /// <summary>Shows the tries before the last; that one has no pause after it: it is what comes next.</summary>
    internal void PrintTries(IReadOnlyList<Attempt> attempts)
    {
        for (var at = 0; at + 1 < attempts.Count; at++)
        {
            if (at == 0)
            {
                Part();
            }

            screen.Line(string.Create(CultureInfo.InvariantCulture, $"* try {at + 1}: {attempts[at]}"), Ink.Faint);
            _hasBodyBefore = true;
        }
    }

    /// <summary>Something else is shown next; after it a blank line is wanted.</summary>
    internal void Part()
    {
        if (_hasBodyBefore)
        {
            screen.Line();
        }

        _hasBodyBefore = false;
    }

    /// <summary>A body was shown, which has no blank line behind it.</summary>
    internal void HasShownBody() => _hasBodyBefore = true;

    private void PrintBody(Response redirect)
    {
        var text = TextOf(redirect);
        if (text is not "")
        {
            Part();
            screen.Block(text is null
                ? [new InkedText("[a body that can't be shown]\n", Ink.Faint)]
                : DressedText.Of(text, redirect.ContentType, screen.Look));
            _hasBodyBefore = true;
        }
    }

    // The library keeps the small ones, and does not read that of a redirect that is not followed.
    private static string? TextOf(Response redirect)
    {
        if (redirect.Method == HttpMethod.Head || redirect.Headers["Content-Length"] == "0")
        {
            return "";
        }

        try
        {
            return BodyBytes.IsText(redirect.ContentType, redirect.Encoding, redirect.Bytes) ? redirect.Text : null;
        }
        catch (Exception lost) when (lost is InvalidOperationException or RequestException)
        {
            return null;
        }
    }
}
