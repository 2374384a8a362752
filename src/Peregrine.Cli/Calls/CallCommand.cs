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

        using var interruption = new Interruption();
        try
        {
            return await RunAsync(plan, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return (ExitCode)interruption.End();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The user of a command gets a line, never a stack trace.")]
    private static async Task<ExitCode> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        try
        {
            CheckOutput(plan);
            using var body = await InputBody.ReadAsync(plan.StandardInput, cancellationToken);
            return await SendAsync(
                PlanRequest.Of(plan, body, Environment.GetEnvironmentVariable), cancellationToken);
        }
        catch (UsageException wrong)
        {
            return Fail(wrong.Message, ExitCode.Usage);
        }
        catch (IOException gone) when (BrokenPipe.IsCauseOf(gone))
        {
            return ExitCode.Success; // As with `| head`: the reader has what it wanted.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(FailureLine.Of(failure), ExitCode.Failure);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Fail(
                $"a fault of peregrine's own: {fault.GetType().Name}: {FailureLine.Of(fault)}", ExitCode.Failure);
        }
    }

    private static async Task<ExitCode> SendAsync(PlannedRequest planned, CancellationToken cancellationToken)
    {
        using var session = new HttpSession();
        var request = Build(session, planned);
        var output = new CallOutput(planned);
        try
        {
            await using var response = await session.StreamAsync(request, cancellationToken);
            await output.PrintAsync(response, cancellationToken);
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
        if (plan.Output is not { } file)
        {
            return;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (Directory.Exists(file))
        {
            throw new UsageException($"-o takes the name of a file, and '{PrintableText.Line(file)}' is a folder.");
        }

        if (!Directory.Exists(folder))
        {
            throw new UsageException($"-o: there is no folder '{PrintableText.Line(folder ?? file)}'.");
        }
    }

    private static ExitCode Fail(string line, ExitCode code)
    {
        Messages.Say(line);
        return code;
    }
}
