using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary><c>peregrine [METHOD] URL [items]</c>.</summary>
internal static class CallCommand
{
    internal static async Task<ExitCode> RunAsync(string[] arguments, CallHost host)
    {
        IReadOnlyList<GivenOption> defaults;
        try
        {
            defaults = ConfigFile.Read(Environment.GetEnvironmentVariable);
        }
        catch (UsageException wrong)
        {
            return Fail(wrong.Message, ExitCode.Usage); // The command line is not at fault.
        }

        return await RunAsync(() => CommandLine.ParseAfter(defaults, arguments), host);
    }

    /// <summary>Makes the call of a command line that something else reads.</summary>
    /// <param name="read">Reads it.</param>
    /// <param name="host">What the program does for the call.</param>
    internal static async Task<ExitCode> RunAsync(Func<Plan> read, CallHost host)
    {
        Plan plan;
        BodyFilter? filter;
        try
        {
            plan = read();
            if (plan.NeedsMore && host.HandOver is { } handOver)
            {
                return handOver();
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
            plan = await Prompts.AnsweredAsync(plan, cancellationToken);

            // First, because a call that does something should not fail for want of a folder after it was done.
            using var file = plan is { Output: { } path, IsDownload: false, Translation: null }
                ? OutputFile.Open(path)
                : null;
            using var body = await InputBody.ReadAsync(plan.StandardInput, cancellationToken);
            UnreadInput.Tell(plan);
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
        using var notes = CallNotes.Of(planned.Plan);
        var options = notes.Watch(planned.Plan.Curl?.Options ?? new HttpSessionOptions());
        if (planned.Plan.IsOffline)
        {
            return await OfflineCall.RunAsync(planned, options, cancellationToken);
        }

        if (planned.Plan.Translation is not null)
        {
            return await Translator.PrintAsync(planned, options, cancellationToken);
        }

        using var progress = CallProgress.Follow(planned);
        using var session = CallSession.Open(planned, options, Environment.GetEnvironmentVariable);
        ICallOutput output = planned.Plan.IsJsonOutput
            ? new JsonOutput(planned, file)
            : new CallOutput(planned, file, notes.Sends) { Filter = filter };
        var download = planned.Plan.IsDownload ? new DownloadCall(session, planned, progress) : null;
        try
        {
            return await (download is not null
                ? DownloadAsync(download, session, output, cancellationToken)
                : SendAsync(session, planned.Plan, output, cancellationToken));
        }
        catch (RequestException failure)
        {
            progress?.Dispose(); // It has the line of the terminal.
            await output.PrintAsync(failure, cancellationToken);
            var code = Fail(FailureLine.Of(failure, planned.Plan.Address), ExitCodes.Of(failure));
            download?.TellLost();
            return code;
        }
        catch (OperationCanceledException)
        {
            download?.TellLost();
            throw;
        }
    }

    private static async Task<ExitCode> DownloadAsync(
        DownloadCall call, CallSession session, ICallOutput output, CancellationToken cancellationToken)
    {
        var download = await call.RunAsync(cancellationToken);
        var isKept = session.Keep();
        await output.PrintSavedAsync(download, cancellationToken);
        return isKept ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<ExitCode> SendAsync(
        CallSession session, Plan plan, ICallOutput output, CancellationToken cancellationToken)
    {
        await using var response = await session.SendAsync(cancellationToken);
        var isKept = session.Keep(); // At once: the body may have no end.
        var told = plan.ChecksStatus ? ExitCodes.Of(response.StatusCode) : ExitCode.Success;
        try
        {
            await PrintAsync(output, response, cancellationToken);
        }
        catch (FilterException unfit) when (told != ExitCode.Success)
        {
            Messages.Say(unfit.Message); // A page that tells an error is no JSON.
        }

        return isKept ? told : ExitCode.Failure;
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
