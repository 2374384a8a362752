namespace Peregrine;

/// <summary>Shows the heads of responses to people.</summary>
internal sealed class ResponsePrinter(Screen screen, bool showsSecrets)
{
    internal void PrintHead(Response response)
    {
        screen.Line(
            new InkedText($"HTTP/{HttpVersionText.Of(response.Version)} ", Ink.Faint),
            new InkedText($"{response.StatusCode} {response.ReasonPhrase}".TrimEnd(), InkOf(response.StatusCode)));
        foreach (var field in response.Headers)
        {
            screen.Line(new InkedText(field.Name, Ink.Outgoing),
                new InkedText($": {HeaderText.Value(field, showsSecrets)}"));
        }

        screen.Line();
    }

    private static Ink InkOf(int statusCode) => statusCode switch
    {
        < 300 => Ink.Success,
        < 400 => Ink.Redirect,
        _ => Ink.Failure,
    };
}
