using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary><c>peregrine [METHOD] URL [items]</c>.</summary>
internal static class CallCommand
{
    internal static async Task<ExitCode> RunAsync(string[] arguments)
    {
        Plan plan;
        try
        {
            plan = CommandLine.Parse(arguments);
        }
        catch (UsageException wrong)
        {
            return Usage.Refuse(wrong.Message);
        }

        return await RunAsync(plan);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The user of a command gets a line, never a stack trace.")]
    private static async Task<ExitCode> RunAsync(Plan plan)
    {
        try
        {
            CheckOutput(plan);
            var body = await InputBody.ReadAsync(plan.StandardInput);
            return await SendAsync(PlanRequest.Of(plan, body, Environment.GetEnvironmentVariable));
        }
        catch (UsageException wrong)
        {
            return Fail(wrong.Message, ExitCode.Usage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(FailureLine.Of(failure), ExitCode.Failure);
        }
        catch (Exception fault)
        {
            return Fail(
                $"a fault of peregrine's own: {fault.GetType().Name}: {FailureLine.Of(fault)}", ExitCode.Failure);
        }
    }

    private static async Task<ExitCode> SendAsync(PlannedRequest planned)
    {
        using var session = new HttpSession();
        var request = Build(session, planned);
        var output = new CallOutput(planned);
        try
        {
            var response = await session.SendAsync(request);
            await output.PrintAsync(response);
            return planned.Plan.ChecksStatus ? ExitCodes.Of(response.StatusCode) : ExitCode.Success;
        }
        catch (RequestException failure)
        {
            output.Print(failure);
            return Fail(FailureLine.Of(failure, planned.Plan.Address), ExitCodes.Of(failure));
        }
    }

    private static Request Build(HttpSession session, PlannedRequest planned)
    {
        try
        {
            return session.Build(planned.Plan.Method, planned.Plan.Address.Url, planned.Options);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    // A call that does something should not fail for want of a folder after it was done.
    private static void CheckOutput(Plan plan)
    {
        if (plan.Output is { } file
            && (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
        {
            throw new UsageException("-o names a folder, or a file in a folder that is not there.");
        }
    }

    private static ExitCode Fail(string line, ExitCode code)
    {
        Console.Error.WriteLine($"peregrine: {line}");
        return code;
    }
}
