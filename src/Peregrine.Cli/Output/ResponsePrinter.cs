namespace Peregrine;

/// <summary>Shows responses to people.</summary>
internal sealed class ResponsePrinter(Screen screen, bool showsSecrets)
{
    internal void PrintHead(Response response)
    {
        screen.Line(
            new InkedText(
                $"HTTP/{(response.Version.Major > 1 ? response.Version.Major : response.Version)} ", Ink.Faint),
            new InkedText($"{response.StatusCode} {response.ReasonPhrase}".TrimEnd(), InkOf(response.StatusCode)));
        foreach (var field in response.Headers)
        {
            screen.Line(new InkedText(field.Name, Ink.Outgoing),
                new InkedText($": {HeaderText.Value(field, showsSecrets)}"));
        }

        screen.Line();
    }

    /// <summary>The body, as far as it is a text.</summary>
    internal void PrintBody(Response response)
    {
        if (response.Bytes.Length == 0)
        {
            return;
        }

        if (!BodyBytes.IsText(response))
        {
            var size = ByteSize.Of(response.Bytes.Length);
            screen.Line(
                $"[{response.ContentType ?? "no content type"}, {size}, not shown: -o FILE saves it]", Ink.Faint);
            return;
        }

        screen.Block(
            (IsJson(response.ContentType) ? JsonPrinter.Of(response.Text) : null) ?? [new InkedText(response.Text)]);
    }

    private static bool IsJson(string? type) =>
        type == "application/json" || type?.EndsWith("+json", StringComparison.Ordinal) == true;

    private static Ink InkOf(int statusCode) => statusCode switch
    {
        < 300 => Ink.Good,
        < 400 => Ink.Incoming,
        _ => Ink.Bad,
    };
}
