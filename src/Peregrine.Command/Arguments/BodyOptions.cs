namespace Peregrine;

/// <summary>Options that say what the body is.</summary>
internal static class BodyOptions
{
    internal static OptionTopic Topic { get; } = new("BODY",
    [
        CommandOption.Switch("json", 'j', "the fields make a JSON object (the default)",
            plan => plan with { Format = BodyFormat.Json }),
        CommandOption.Switch("form", 'f', "the fields make an urlencoded form, and beside files a multipart one",
            plan => plan with { Format = BodyFormat.Form }),
        CommandOption.Switch("multipart", null, "the fields make a multipart form",
            plan => plan with { Format = BodyFormat.Multipart }),
        new("raw", null, "TEXT",
            "TEXT is the body; its type is application/json unless -f or a Content-Type says otherwise",
            (plan, text) => plan with { Raw = text }),
        new("boundary", null, "TEXT", "what parts the fields of a multipart form (random)",
            (plan, text) => plan with { Boundary = text }),
        CommandOption.Switch("compress", 'x', "the body is deflated when that makes it smaller; -xx always",
            plan => plan with
            {
                Compression = plan.Compression == Compression.None ? Compression.WhenSmaller : Compression.Always,
            }),
        CommandOption.Switch("chunked", null, "the body is sent in chunks, standard input as it comes",
            plan => plan with { IsChunked = true }),
        CommandOption.Switch("ignore-stdin", 'I', "standard input is left alone",
            plan => plan with { IgnoresStandardInput = true }),
    ],
    """
    With POST, PUT, PATCH or a method of your own, standard input is the body when it is a pipe or a file and nothing
    else gives one. It is read to its end before the call begins, a large one into a temporary file; @FILE is streamed.
    """);
}
