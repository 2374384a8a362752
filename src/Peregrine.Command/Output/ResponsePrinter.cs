namespace Peregrine;

/// <summary>Shows the heads of responses to people.</summary>
internal sealed class ResponsePrinter(Screen screen, bool showsSecrets)
{
    /// <summary>Whether a secret was hidden.</summary>
    internal bool HasMasked { get; private set; }

    internal void PrintHead(Response response)
    {
        screen.Line(
            new InkedText($"HTTP/{HttpVersionText.Of(response.Version)} ", Ink.Faint),
            new InkedText($"{response.StatusCode} {response.ReasonPhrase}".TrimEnd(), InkOf(response.StatusCode)));
        foreach (var field in response.Headers)
        {
            var value = HeaderText.Value(field, showsSecrets);
            HasMasked |= value != field.Value;
            screen.Line(new InkedText(field.Name, Ink.Outgoing), new InkedText($": {value}"));
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
