namespace Peregrine;

/// <summary>
/// Sends each part of a call's story where it belongs. In a pipe, standard output is for the body alone, its bytes
/// untouched, or for the parts that were asked for; what <c>-v</c> has to tell goes to standard error then.
/// </summary>
internal sealed class CallOutput : ICallOutput
{
    private readonly Plan _plan;
    private readonly OutputFile? _file;
    private readonly ShownPlace _place;
    private readonly WayPrinter _way;
    private readonly FactsPrinter _facts;
    private readonly SendLog? _sends;
    private bool _hasAnswer;

    /// <param name="planned">What is asked for.</param>
    /// <param name="file">The file for the body; null for none.</param>
    /// <param name="sends">What was sent when, where that is to be told.</param>
    internal CallOutput(PlannedRequest planned, OutputFile? file, SendLog? sends)
    {
        (_plan, _file, _place, _sends) = (planned.Plan, file, ShownPlace.Of(planned.Plan), sends);
        var screen = _place.Heads;
        _way = new WayPrinter(
            screen, new RequestPrinter(screen, planned, _plan.ShowsSecrets),
            new ResponsePrinter(screen, _plan.ShowsSecrets));
        _facts = new FactsPrinter(screen);
    }

    /// <summary>What chooses from the body, or null.</summary>
    internal BodyFilter? Filter { get; init; }

    private bool TellsWay => _plan.Verbosity > 0 && _plan.Quietness == 0;

    public async Task PrintAsync(Response response, CancellationToken cancellationToken)
    {
        await PrintHeadsAsync(response, cancellationToken);
        await PrintBodyAsync(response, cancellationToken);
        PrintFacts(response);
    }

    public async Task PrintSavedAsync(Download download, CancellationToken cancellationToken)
    {
        await PrintHeadsAsync(download.Response, cancellationToken);
        PrintFacts(download.Response);
    }

    public async Task PrintAsync(RequestException failure, CancellationToken cancellationToken)
    {
        if (_hasAnswer)
        {
            return;
        }

        await PrintHistoryAsync((failure as RedirectException)?.History ?? HopsSeen(), cancellationToken);
        TellMask();
        if (!TellsWay)
        {
            return;
        }

        if (failure is not RedirectException { History.Count: > 0 })
        {
            await _way.PrintAsync(failure.Request, null, _place.Shown, cancellationToken);
            _way.PrintTries(failure.Attempts);
        }

        _way.Part();
        DrawSends();
    }

    // A failure that is no redirect's does not know them.
    private IReadOnlyList<Response> HopsSeen() =>
    [
        .. (_sends?.Sends ?? []).Select(send => send.Response).OfType<Response>()
            .Where(response => response.IsRedirect),
    ];

    private async Task PrintHeadsAsync(Response response, CancellationToken cancellationToken)
    {
        _hasAnswer = true;
        await PrintHistoryAsync(response.History, cancellationToken);
        await _way.PrintAsync(response.Request, response.Version, _place.Shown, cancellationToken);
        if (TellsWay)
        {
            _way.PrintTries(response.Attempts);
        }

        _way.PrintHead(response, _place.Shown);
        TellMask();
        if (!_place.Shown.HasFlag(Shown.Head) && _plan.ChecksStatus && !response.IsSuccess && _plan.Quietness < 2)
        {
            // Nothing else would say so.
            Messages.Say(new StatusException(response).Message);
        }
    }

    // At once: the body may have no end.
    private void TellMask()
    {
        if (_place.GivesHeadsAway)
        {
            _way.TellMask();
        }
    }

    private void PrintFacts(Response response)
    {
        if (_place.Shown.HasFlag(Shown.Meta))
        {
            _way.Part();
            _facts.Print(response);
            DrawSends();
        }
    }

    private void DrawSends()
    {
        if (_plan.Verbosity < 2 || _sends is not { Sends.Count: > 0 })
        {
            return;
        }

        _place.Heads.Line();
        foreach (var line in Waterfall.Lines(
            [.. _sends.Sends.Select(send => WaterfallSend.Of(send, _plan.ShowsSecrets))]))
        {
            _place.Heads.Line(line);
        }
    }

    private async Task PrintHistoryAsync(IReadOnlyList<Response> history, CancellationToken cancellationToken)
    {
        if (TellsWay || (_plan.ShowsHistory && _plan.Quietness == 0))
        {
            await _way.PrintAsync(history, _plan.ShownOfHistory ?? _place.Shown, cancellationToken);
        }
    }

    private async Task PrintBodyAsync(Response response, CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            _file.Write(response);
        }
        else if (!_place.Shown.HasFlag(Shown.Body))
        {
            End(response);
        }
        else if (Filter is { } filter)
        {
            await new FilteredBody(_plan, filter, _place).WriteAsync(response, cancellationToken);
            _way.HasShownBody();
        }
        else if (_place.IsBodyText)
        {
            await new TerminalBody(_place.Body, response, _plan.IsStreamed).WriteAsync(cancellationToken);
            _way.HasShownBody();
        }
        else
        {
            await using var output = StandardStream.OpenOutput();
            BodyCopy.To(response, output);
            _way.HasShownBody();
        }
    }

    // How long a body takes is known at its end.
    private void End(Response response)
    {
        if (_place.Shown.HasFlag(Shown.Meta))
        {
            BodyCopy.To(response, Stream.Null);
        }
    }
}
