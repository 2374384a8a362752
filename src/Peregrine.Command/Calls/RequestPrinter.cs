using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Shows a request as it was sent: its head as on the wire, and its body as it was meant.</summary>
internal sealed class RequestPrinter(Screen screen, PlannedRequest planned, bool showsSecrets)
{
    /// <summary>Shows a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">The version of HTTP that it was sent by, as far as its answer tells.</param>
    internal void Print(Request request, Version? version)
    {
        PrintHead(request, version ?? HttpVersion.Version11);
        if (request.Body is { } body)
        {
            PrintFraming(body);
            screen.Line();
            PrintBody(body);
        }

        screen.Line();
    }

    private void PrintHead(Request request, Version version)
    {
        var path = showsSecrets ? request.Url.PathAndQuery : AddressText.PathOf(request.Url);
        screen.Line(
            new InkedText(request.Method.Method, Ink.Outgoing), new InkedText($" {path}"),
            new InkedText($" HTTP/{HttpVersionText.Of(version)}", Ink.Faint));
        if (!request.Headers.Contains("Host"))
        {
            PrintField("Host", request.Url.Authority);
        }

        foreach (var field in request.Headers)
        {
            PrintField(field.Name, HeaderText.Value(field, showsSecrets));
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

    private void PrintBody(Body body)
    {
        switch (planned)
        {
            case { Options.Json: JsonNode json }:
                screen.Block(JsonPrinter.Of(json.ToJsonString())!);
                break;
            case { Raw: { } bytes } when BodyBytes.IsText(body.ContentType, Encoding.UTF8, bytes):
                screen.Block(new InkedText(Encoding.UTF8.GetString(bytes)));
                break;
            case { Options.Body: not null }:
                screen.Line($"[{body}]", Ink.Faint);
                break;
            default:
                PrintForm();
                break;
        }
    }

    private void PrintForm()
    {
        foreach (var (name, value) in planned.Options.Form)
        {
            screen.Line(new InkedText(name, Ink.Outgoing), new InkedText($" = {value}"));
        }

        foreach (var (name, file) in planned.Options.Files)
        {
            screen.Line(new InkedText(name, Ink.Outgoing), new InkedText($" @ {file}"));
        }
    }
}
