using System.Globalization;
using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>Shows a request: its head as on the wire, and its body as it is sent.</summary>
internal sealed class RequestPrinter(Screen screen, PlannedRequest planned, bool showsSecrets)
{
    private const int LargestShown = 4 * 1024 * 1024;

    /// <summary>Whether a secret was hidden.</summary>
    internal bool HasMasked { get; private set; }

    /// <summary>Shows the head, with a blank line behind it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">The version of HTTP that it was sent by, as far as its answer tells.</param>
    internal void PrintHead(Request request, Version? version)
    {
        var path = showsSecrets ? request.Url.PathAndQuery : AddressText.PathOf(request.Url);
        HasMasked |= path != request.Url.PathAndQuery;
        screen.Line(
            new InkedText(request.Method.Method, Ink.Outgoing), new InkedText($" {path}"),
            new InkedText($" HTTP/{HttpVersionText.Of(version ?? HttpVersion.Version11)}", Ink.Faint));
        if (!request.Headers.Contains("Host"))
        {
            PrintField("Host", request.Url.Authority);
        }

        foreach (var field in request.Headers)
        {
            var value = HeaderText.Value(field, showsSecrets);
            HasMasked |= value != field.Value;
            PrintField(field.Name, value);
        }

        if (request.Body is { } body)
        {
            PrintFraming(body);
        }

        screen.Line();
    }

    /// <summary>Shows the body, and ends its last line.</summary>
    internal async Task PrintBodyAsync(Body body, CancellationToken cancellationToken)
    {
        if (!body.IsReplayable || body.Length is null or > LargestShown)
        {
            PrintNote(body);
            return;
        }

        var bytes = await body.ReadAsync(cancellationToken);
        if (BodyBytes.IsText(TypeOf(body), Encoding.UTF8, bytes))
        {
            screen.Block(DressedText.Of(Encoding.UTF8.GetString(bytes), TypeOf(body), screen.Look));
        }
        else
        {
            PrintNote(body);
        }
    }

    // The library writes these itself; they are no part of a request's headers.
    private void PrintFraming(Body body)
    {
        if (body.Length is { } length)
        {
            PrintField("Content-Length", length.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            PrintField("Transfer-Encoding", "chunked");
        }
    }

    private void PrintField(string name, string value) =>
        screen.Line(new InkedText(name, Ink.Outgoing), new InkedText($": {value}"));

    // Of what is no text, or large, there is its type and size, and of a form each part.
    private void PrintNote(Body body)
    {
        if (planned.Options.Files.Count == 0)
        {
            screen.Line($"[{body}]", Ink.Faint);
            return;
        }

        foreach (var (name, value) in planned.Options.Form)
        {
            screen.Line(new InkedText(name, Ink.Outgoing), new InkedText($" = {value}"));
        }

        foreach (var (name, file) in planned.Options.Files)
        {
            screen.Line(
                new InkedText(name, Ink.Outgoing),
                new InkedText($" @ {file.FileName ?? "no name"} ({file.ContentType ?? "no content type"})"));
        }
    }

    private static string? TypeOf(Body body) => body.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
}
