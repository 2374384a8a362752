namespace Peregrine;

/// <summary>Options that say what is shown, and where.</summary>
internal static class OutputOptions
{
    internal static OptionTopic Topic { get; } = new("OUTPUT",
    [
        CommandOption.Switch("verbose", 'v', "also the request, redirects, and tries with their pauses",
            plan => plan with { Shown = Only(plan, Shown.Everything) }),
        CommandOption.Switch("headers", 'h', "only status and headers of the response",
            plan => plan with { Shown = Only(plan, Shown.Headers) }),
        CommandOption.Switch("body", 'b', "only its body", plan => plan with { Shown = Only(plan, Shown.Body) }),
        new("output", 'o', "FILE", "the body goes to FILE, whatever the status",
            (plan, file) => plan with { Output = file }),
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
    tells its part on standard error.
    """);

    private static Shown Only(Plan plan, Shown shown) => plan.Shown == Shown.Response || plan.Shown == shown
        ? shown
        : throw new UsageException("--verbose, --headers and --body exclude each other.");
}
