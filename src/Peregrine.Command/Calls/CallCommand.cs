using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary><c>peregrine [METHOD] URL [items]</c>.</summary>
internal static class CallCommand
{
    internal static async Task<ExitCode> RunAsync(string[] arguments, CallHost host)
    {
        Plan plan;
        BodyFilter? filter;
        try
        {
            plan = CommandLine.Parse(arguments);
            if (plan.NeedsMore && host.HandOver is { } handOver)
            {
                return handOver(arguments);
            }

            filter = plan.Filter is { } expression ? host.FilterOf?.Invoke(expression) : null;
        }
        catch (UsageException wrong)
        {
            return Usage.Refuse(wrong.Message);
        }

        using var interruption = new Interruption();
        try
        {
            return await RunAsync(plan, filter, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return (ExitCode)interruption.End();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The user of a command gets a line, never a stack trace.")]
    private static async Task<ExitCode> RunAsync(
        Plan plan, BodyFilter? filter, CancellationToken cancellationToken)
    {
        try
        {
            // First, because a call that does something should not fail for want of a folder after it was done.
            using var file = plan is { Output: { } path, IsDownload: false } ? OutputFile.Open(path) : null;
            using var body = await InputBody.ReadAsync(plan.StandardInput, cancellationToken);
            var planned = PlanRequest.Of(plan, body, Environment.GetEnvironmentVariable);
            return await SendAsync(planned, file, filter, cancellationToken);
        }
        catch (UsageException wrong)
        {
            return Fail(wrong.Message, ExitCode.Usage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(FailureLine.Of(failure), ExitCode.Failure);
        }
        catch (FilterException unfit)
        {
            return Fail(unfit.Message, ExitCode.Failure);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Fail(
                $"a fault of peregrine's own: {fault.GetType().Name}: {FailureLine.Of(fault)}", ExitCode.Failure);
        }
    }

    private static async Task<ExitCode> SendAsync(
        PlannedRequest planned, OutputFile? file, BodyFilter? filter, CancellationToken cancellationToken)
    {
        planned.Options.MaxResponseBytes =
            planned.Plan.MaxBytes ?? (JsonOutput.HoldsBody(planned.Plan) ? JsonOutput.LargestBody : null);
        using var notes = CallNotes.Of(planned.Plan);
        var options = notes.Watch(new HttpSessionOptions());
        if (planned.Plan.IsOffline)
        {
            return await OfflineCall.RunAsync(planned, options, cancellationToken);
        }

        using var session = new HttpSession(options);
        ICallOutput output = planned.Plan.IsJsonOutput
            ? new JsonOutput(planned, file)
            : new CallOutput(planned, file, notes.Sends) { Filter = filter };
        try
        {
            var code = await SendAsync(session, planned, output, cancellationToken);
            return planned.Plan.ChecksStatus ? code : ExitCode.Success;
        }
        catch (RequestException failure)
        {
            await output.PrintAsync(failure, cancellationToken);
            return Fail(FailureLine.Of(failure, planned.Plan.Address), ExitCodes.Of(failure));
        }
    }

    private static async Task<ExitCode> SendAsync(
        HttpSession session, PlannedRequest planned, ICallOutput output, CancellationToken cancellationToken)
    {
        using var progress = CallProgress.Follow(planned);
        if (planned.Plan.IsDownload)
        {
            var download = await new DownloadCall(session, planned, progress).RunAsync(cancellationToken);
            await output.PrintSavedAsync(download, cancellationToken);
            return ExitCode.Success;
        }

        await using var response = await session.StreamAsync(PlannedCall.Build(session, planned), cancellationToken);
        await PrintAsync(output, response, cancellationToken);
        return ExitCodes.Of(response.StatusCode);
    }

    // A reader that has gone, as with `| head`, has what it wanted.
    private static async Task PrintAsync(ICallOutput output, Response response, CancellationToken cancellationToken)
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

    private static ExitCode Fail(string line, ExitCode code)
    {
        Messages.Say(line);
        return code;
    }
}
