namespace Peregrine;

/// <summary>The option that prints a request as something else.</summary>
internal static class TranslationOptions
{
    internal static OptionTopic Topic { get; } = new("TRANSLATION",
    [
        new("as", null, "LANGUAGE",
            "the request is printed as curl, csharp, http, har or python, and not sent",
            (plan, text) => plan with { Translation = Parse(text) }),
    ],
    """
    peregrine curl LINE, and peregrine curl with curl's own arguments, runs a line of curl, such as a browser copies.
    Around a LINE in quotes, the options are peregrine's; else --as and --show-secrets are, and all others curl's.
    What of a line is not carried out is told. csharp is a program of one file: dotnet run FILE.cs.
    """);

    private static Translation Parse(string text) => text.ToUpperInvariant() switch
    {
        "CURL" => Translation.Curl,
        "CSHARP" or "CS" or "C#" => Translation.CSharp,
        "HTTP" => Translation.Http,
        "HAR" => Translation.Har,
        "PYTHON" or "PY" => Translation.Python,
        _ => throw new UsageException("--as takes curl, csharp, http, har or python."),
    };
}
