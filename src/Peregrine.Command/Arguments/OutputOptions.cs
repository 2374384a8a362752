namespace Peregrine;

/// <summary>Options that say what is shown, and where.</summary>
internal static class OutputOptions
{
    internal static OptionTopic Topic { get; } = new("OUTPUT",
    [
        CommandOption.Switch("verbose", 'v',
            "also the request, redirects, tries with their pauses, timings and connection; -vv draws the timings",
            plan => plan with { Verbosity = plan.Verbosity + 1 }),
        CommandOption.Switch("headers", 'h', "only status and headers of the response",
            plan => plan with { Shown = Shown.Head }),
        CommandOption.Switch("body", 'b', "only its body", plan => plan with { Shown = Shown.Body }),
        CommandOption.Switch("meta", 'm', "only timings and connection", plan => plan with { Shown = Shown.Meta }),
        new("print", 'p', "WHAT",
            "what is shown: H and B head and body of the request, h and b those of the response, m timings and "
            + "connection (hb on a terminal, b elsewhere)",
            (plan, text) => plan with { Shown = ShownLetters.Parse("print", text) }),
        CommandOption.Switch("all", null, "redirects are shown as the last answer is",
            plan => plan with { ShowsHistory = true }),
        new("history-print", 'P', "WHAT", "as --print, for the redirects of --all and -v (what --print says)",
            (plan, text) => plan with { ShownOfHistory = ShownLetters.Parse("history-print", text) }),
        new("pretty", null, "HOW",
            "all, colors, format (indents) or none (all on a terminal, none elsewhere)",
            (plan, text) => plan with { Pretty = PrettyOf(text) }),
        new("style", null, "STYLE",
            "colours for a light or dark background, auto or none (auto: as COLORFGBG tells, or such as hold on both)",
            (plan, text) => plan with { Style = StyleOf(text) }),
        CommandOption.Switch("stream", 'S', "what comes is shown at once: JSON is not held back to be indented",
            plan => plan with { IsStreamed = true }),
        CommandOption.Switch("offline", null, "the request is shown as it would be sent, and not sent",
            plan => plan with { IsOffline = true }),
        new("output", 'o', "FILE", "the body goes to FILE, whatever the status",
            (plan, file) => plan with { Output = file }),
        CommandOption.Switch("download", 'd',
            "the body of a success is saved under the name that the server or the URL gives it; NAME-1 where NAME is "
            + "there already; with -o, to FILE",
            plan => plan with { IsDownload = true }),
        CommandOption.Switch("continue", 'c',
            "a download that ends early keeps its part as NAME.part, and the same call goes on with it",
            plan => plan with { IsContinued = true }),
        new("max-bytes", null, "N", "the largest body, such as 500k, 20M or 2G; more is cut, exit code 10 (any size)",
            (plan, text) => plan with { MaxBytes = ByteCount.Parse("max-bytes", text) }),
        new("max-head", null, "N", "the largest head, such as 300k, at most 16M (64k)",
            (plan, text) => plan with { MaxHeadBytes = ByteCount.ParseHead("max-head", text) }),
        CommandOption.Switch("output-json", null,
            "one JSON object tells all: request, response, timings, attempts, redirects, connection, error",
            plan => plan with { IsJsonOutput = true }),
        new("filter", null, "EXPR", "what the JMESPath expression EXPR finds in a body of JSON is shown",
            (plan, text) => plan with { Filter = text }),
        CommandOption.Switch("raw-output", 'r', "with --filter: texts without quotes, one a line",
            plan => plan with { IsRawOutput = true }),
        new("har", null, "FILE", "all that was sent and received is recorded to FILE (HAR 1.2)",
            (plan, file) => plan with { HarFile = file }),
        CommandOption.Switch("quiet", 'q', "nothing is shown but failures; -qq leaves out warnings too",
            plan => plan with { Quietness = plan.Quietness + 1 }),
        CommandOption.Switch("show-secrets", null,
            "credentials and cookies are shown; without it, headers and queries that look like them are ***",
            plan => plan with { ShowsSecrets = true }),
        CommandOption.Switch("check-status", null, "a status that is no success shows in the exit code (the default)",
            plan => plan with { ChecksStatus = true }),
        CommandOption.Switch("no-check-status", null, "every answer is a success to the exit code",
            plan => plan with { ChecksStatus = false }),
    ],
    """
    On a terminal: status, headers and body; JSON indented, in colours (NO_COLOR=1 turns them off); bytes that are no
    text are not shown. In a pipe: the body alone, as it comes in, its content coding undone, otherwise untouched; -v
    tells its part on standard error, what --print asks for goes to standard output.
    """);

    private static Pretty PrettyOf(string text) => text switch
    {
        "all" => Pretty.All,
        "colors" or "colours" => Pretty.Colours,
        "format" => Pretty.Format,
        "none" => Pretty.None,
        _ => throw new UsageException("--pretty takes all, colors, format or none."),
    };

    private static Style StyleOf(string text) => text switch
    {
        "auto" => Style.Auto,
        "light" => Style.Light,
        "dark" => Style.Dark,
        "none" => Style.None,
        _ => throw new UsageException("--style takes auto, light, dark or none."),
    };
}
