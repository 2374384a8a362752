using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary><c>peregrine [METHOD] URL [items]</c>.</summary>
internal static class CallCommand
{
    internal static Task<ExitCode> RunAsync(string[] arguments) => RunAsync(() => CommandLine.Parse(arguments));

    /// <param name="read">Reads the command line.</param>
    internal static async Task<ExitCode> RunAsync(Func<Plan> read)
    {
        Plan plan;
        try
        {
            plan = read();
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
            // First, because a call that does something should not fail for want of a folder after it was done.
            using var file = plan is { Output: { } path, Translation: null } ? OutputFile.Open(path) : null;
            using var body = await InputBody.ReadAsync(plan.StandardInput, cancellationToken);
            var planned = PlanRequest.Of(plan, body, Environment.GetEnvironmentVariable);
            return await SendAsync(planned, file, cancellationToken);
        }
        catch (UsageException wrong)
        {
            return Fail(wrong.Message, ExitCode.Usage);
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

    private static async Task<ExitCode> SendAsync(
        PlannedRequest planned, OutputFile? file, CancellationToken cancellationToken)
    {
        using var session = new HttpSession(planned.Plan.Curl?.Options);
        var request = Build(session, planned);
        if (planned.Plan.Translation is not null)
        {
            return await Translator.PrintAsync(session, planned, cancellationToken);
        }

        var output = new CallOutput(planned, file);
        try
        {
            await using var response = await session.StreamAsync(request, cancellationToken);
            await PrintAsync(output, response, cancellationToken);
            return planned.Plan.ChecksStatus ? ExitCodes.Of(response.StatusCode) : ExitCode.Success;
        }
        catch (RequestException failure)
        {
            output.Print(failure);
            return Fail(FailureLine.Of(failure, planned.Plan.Address), ExitCodes.Of(failure));
        }
    }

    // A reader that has gone, as with `| head`, has what it wanted.
    private static async Task PrintAsync(CallOutput output, Response response, CancellationToken cancellationToken)
    {
        try
        {
            await output.PrintAsync(response, cancellationToken);
        }
        catch (IOException gone) when (BrokenPipe.IsCauseOf(gone))
        {
            await response.DisposeAsync();
        }
    }

    private static Request Build(HttpSession session, PlannedRequest planned)
    {
        try
        {
            return planned.Plan.Curl?.Request
                ?? session.Build(planned.Plan.Method, planned.Plan.Address.Url, planned.Options);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    private static ExitCode Fail(string line, ExitCode code)
    {
        Messages.Say(line);
        return code;
    }
}
