using System.Globalization;

namespace Peregrine;

/// <summary>The options of a call.</summary>
internal static class CommandOptions
{
    private const double LongestSeconds = 1_000_000;

    internal static IReadOnlyList<CommandOption> All { get; } =
    [
        CommandOption.Switch("json", 'j', plan => plan with { Format = BodyFormat.Json }),
        CommandOption.Switch("form", 'f', plan => plan with { Format = BodyFormat.Form }),
        CommandOption.Switch("multipart", null, plan => plan with { Format = BodyFormat.Multipart }),
        new("raw", null, "TEXT", (plan, text) => plan with { Raw = text }),
        CommandOption.Switch("ignore-stdin", 'I', plan => plan with { IgnoresStandardInput = true }),
        CommandOption.Switch("verbose", 'v', plan => plan with { Shown = Only(plan, Shown.Everything) }),
        CommandOption.Switch("headers", 'h', plan => plan with { Shown = Only(plan, Shown.Headers) }),
        CommandOption.Switch("body", 'b', plan => plan with { Shown = Only(plan, Shown.Body) }),
        new("output", 'o', "FILE", (plan, file) => plan with { Output = file }),
        CommandOption.Switch("show-secrets", null, plan => plan with { ShowsSecrets = true }),
        new("timeout", null, "SECONDS", (plan, text) => plan with { Timeout = Seconds("timeout", text) }),
        new("max-time", null, "SECONDS", (plan, text) => plan with { MaxTime = Seconds("max-time", text) }),
        CommandOption.Switch("follow", null, plan => plan with { FollowsRedirects = true }),
        CommandOption.Switch("no-follow", null, plan => plan with { FollowsRedirects = false }),
        new("max-redirects", null, "N", (plan, text) => plan with { MaxRedirects = Number("max-redirects", text) }),
        new("retry", null, "N", (plan, text) => plan with { Retries = Number("retry", text) }),
        new("auth", 'a', "USER:PASSWORD", (plan, text) =>
            plan with { Login = new Login(text, IsBearer: false, IsInVariable: false) }),
        new("auth-env", null, "NAME", (plan, name) =>
            plan with { Login = new Login(name, IsBearer: false, IsInVariable: true) }),
        new("bearer", null, "TOKEN", (plan, text) =>
            plan with { Login = new Login(text, IsBearer: true, IsInVariable: false) }),
        new("bearer-env", null, "NAME", (plan, name) =>
            plan with { Login = new Login(name, IsBearer: true, IsInVariable: true) }),
        CommandOption.Switch("insecure", null, plan => plan with { IsInsecure = true }),
        CommandOption.Switch("check-status", null, plan => plan with { ChecksStatus = true }),
        CommandOption.Switch("no-check-status", null, plan => plan with { ChecksStatus = false }),
    ];

    private static Shown Only(Plan plan, Shown shown) => plan.Shown == Shown.Response || plan.Shown == shown
        ? shown
        : throw new UsageException("--verbose, --headers and --body exclude each other.");

    private static double Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0.001 and <= LongestSeconds
            ? seconds
            : throw new UsageException($"--{option} takes a number of seconds, such as 10 or 0.5.");

    private static int Number(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"--{option} takes a number: 0, 1, 2 …");
}
