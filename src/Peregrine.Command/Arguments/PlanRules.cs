namespace Peregrine;

/// <summary>What can't be asked for at once.</summary>
internal static class PlanRules
{
    /// <exception cref="UsageException">The plan contradicts itself.</exception>
    internal static Plan Checked(Plan plan)
    {
        var bodies = plan.Items.Count(item => item.Kind == ItemKind.Body)
            + (plan.Items.Any(item => item.IsField) ? 1 : 0)
            + (plan.Raw is null ? 0 : 1)
            + (plan.WantsStandardInput ? 1 : 0);
        Refuse(bodies > 1, "a request has one body: fields, @FILE, --raw or -.");
        Refuse(
            plan.Format == BodyFormat.Json && plan.Items.Any(item => item.Kind == ItemKind.File),
            "a file makes a multipart form, so --json can't be.");
        Refuse(
            plan.Format == BodyFormat.Multipart && plan.HasData && !plan.Items.Any(item => item.IsField),
            "--multipart is made of fields and files.");
        Refuse(plan.Boundary is not null && !plan.IsMultipart, "--boundary is for a multipart form.");
        Refuse(
            plan.Boundary is { } line && !IsBoundary(line), "a boundary is 1 to 70 letters, digits and '()+_,-./:=?.");
        Refuse(
            plan is { FollowsRedirects: false, MaxRedirects: not null },
            "--no-follow and --max-redirects exclude each other.");
        Refuse(
            plan is { WantsStandardInput: true, IgnoresStandardInput: true },
            "- asks for standard input, and --ignore-stdin leaves it alone.");
        Refuse(plan.Output is "" or "-", "-o takes the name of a file; without it the body goes to standard output.");
        OutputRules.Check(plan);
        return plan;
    }

    // RFC 2046, section 5.1.1.
    private static bool IsBoundary(string text) => text.Length is > 0 and <= 70
        && text.All(c => char.IsAsciiLetterOrDigit(c) || "'()+_,-./:=?".Contains(c, StringComparison.Ordinal));

    private static void Refuse(bool isWrong, string reason)
    {
        if (isWrong)
        {
            throw new UsageException(reason);
        }
    }
}
