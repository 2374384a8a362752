namespace Peregrine;

/// <summary>Options for how long a call takes, and how often it is sent.</summary>
internal static class CallOptions
{
    internal static OptionTopic Topic { get; } = new("CALL",
    [
        new("default-scheme", null, "http|https", "the scheme of a URL that has none (https; http on this machine)",
            (plan, text) => plan with { DefaultScheme = OptionValues.Scheme("default-scheme", text) }),
        new("timeout", null, "SECONDS",
            "the limit for each step: a free connection, connect, send, read (connect 5 s, others 30 s)",
            (plan, text) => plan with { Timeout = OptionValues.Seconds("timeout", text) }),
        new("max-time", null, "SECONDS", "the limit for the whole call (none)",
            (plan, text) => plan with { MaxTime = OptionValues.Seconds("max-time", text) }),
        new("retry", null, "N",
            "tries again after transient failures: 1, 2, 4 s later, or as Retry-After asks (0)",
            (plan, text) => plan with { Retries = OptionValues.Number("retry", text) }),
        CommandOption.Switch("follow", 'F', "redirects are followed (the default)",
            plan => plan with { FollowsRedirects = true }),
        CommandOption.Switch("no-follow", null, "redirects are not followed",
            plan => plan with { FollowsRedirects = false }),
        new("max-redirects", null, "N", "how many redirects are followed (20)",
            (plan, text) => plan with { MaxRedirects = OptionValues.Number("max-redirects", text) }),
        CommandOption.Switch("compressed", null, "content codings are asked for and undone (the default)",
            plan => plan),
    ]);
}
