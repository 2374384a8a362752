namespace Peregrine;

/// <summary>What can't be asked for at once of the output.</summary>
internal static class OutputRules
{
    /// <exception cref="UsageException">The plan contradicts itself.</exception>
    internal static void Check(Plan plan)
    {
        var saves = plan.IsDownload || plan.Output is not null;
        Refuse(plan is { IsContinued: true, IsDownload: false }, "--continue goes on with a download: it needs -d.");
        Refuse(
            plan.IsContinued && plan.Method != HttpMethod.Get,
            $"--continue goes on with a GET, not with a {plan.Method}.");
        Refuse(plan.IsOffline && saves, "--offline sends nothing, so there is nothing to save.");
        Refuse(
            plan is { IsOffline: true, HarFile: not null }, "--offline sends nothing, so there is nothing to record.");
        Refuse(
            plan is { IsOffline: true, IsJsonOutput: true },
            "--offline sends nothing, so --output-json has nothing to tell.");
        Refuse(
            plan is { IsJsonOutput: true, Shown: not null },
            "--output-json shows everything, so -p, -h, -b and -m can't choose.");
        Refuse(plan is { IsRawOutput: true, Filter: null }, "--raw-output is for what --filter finds.");
        Refuse(
            plan.Filter is not null && (saves || plan.IsJsonOutput || plan.IsOffline),
            "--filter shows what it finds in the body, so the body can't go elsewhere.");
        Refuse(plan.HarFile is "" or "-", "--har takes the name of a file.");
    }

    private static void Refuse(bool isWrong, string reason)
    {
        if (isWrong)
        {
            throw new UsageException(reason);
        }
    }
}
