namespace Peregrine;

/// <summary>Shows a request as it would be sent, and sends nothing.</summary>
internal static class OfflineCall
{
    private const int NoContent = 204;

    internal static async Task<ExitCode> RunAsync(
        PlannedRequest planned, HttpSessionOptions options, CancellationToken cancellationToken)
    {
        // The last middleware before the wire sees the request with all that the session adds to it.
        Request? sent = null;
        options.NetworkMiddleware.Add((request, _) =>
        {
            sent ??= request;
            return ValueTask.FromResult(Response.Create(request, NoContent));
        });
        using var session = CallSession.Open(planned, options, Environment.GetEnvironmentVariable);
        using var response = await session.Session.SendAsync(session.Build(), cancellationToken);
        try
        {
            await PrintAsync(planned, sent ?? response.Request, cancellationToken);
        }
        catch (IOException gone) when (BrokenPipe.IsCauseOf(gone))
        {
            // As with `| head`: the reader has what it wanted.
        }

        return ExitCode.Success;
    }

    private static async Task PrintAsync(PlannedRequest planned, Request request, CancellationToken cancellationToken)
    {
        var place = ShownPlace.Of(planned.Plan);
        var printer = new RequestPrinter(place.Heads, planned, planned.Plan.ShowsSecrets);
        if (place.Shown.HasFlag(Shown.RequestHead))
        {
            printer.PrintHead(request, planned.Options.Version);
        }

        if (printer.HasMasked && place.GivesHeadsAway)
        {
            Messages.Say(Masked.Notice);
        }

        if (!place.Shown.HasFlag(Shown.RequestBody) || request.Body is not { } body)
        {
            return;
        }

        if (place.IsBodyText)
        {
            await printer.PrintBodyAsync(body, cancellationToken);
            return;
        }

        var bytes = await body.ReadAsync(cancellationToken);
        await using var output = StandardStream.OpenOutput();
        output.Write(bytes);
    }
}
