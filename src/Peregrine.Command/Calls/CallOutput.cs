namespace Peregrine;

/// <summary>
/// Sends each part of a call's story where it belongs. In a pipe, standard output is for the body alone, its bytes
/// untouched, or for the headers when they are all that was asked for; what <c>-v</c> has to tell goes to standard
/// error then.
/// </summary>
internal sealed class CallOutput
{
    private readonly Plan _plan;
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private readonly Screen _screen;
    private readonly ResponsePrinter _responses;
    private readonly WayPrinter _way;
    private bool _hasAnswer;

    private readonly OutputFile? _file;

    /// <param name="planned">What is asked for.</param>
    /// <param name="file">The file for the body; null for none.</param>
    internal CallOutput(PlannedRequest planned, OutputFile? file)
    {
        (_plan, _file) = (planned.Plan, file);
        _screen = _isTerminal || _plan.Shown == Shown.Headers ? Screen.Output : Screen.Errors;
        _responses = new ResponsePrinter(_screen, _plan.ShowsSecrets);
        _way = new WayPrinter(_screen, new RequestPrinter(_screen, planned, _plan.ShowsSecrets), _responses);
    }

    private bool ShowsHead =>
        _plan.Shown is Shown.Everything or Shown.Headers || (_plan.Shown == Shown.Response && _isTerminal);

    /// <summary>Shows the answer, its body as it comes in.</summary>
    /// <exception cref="RequestException">The body did not come whole.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    internal async Task PrintAsync(Response response, CancellationToken cancellationToken)
    {
        _hasAnswer = true;
        if (_plan.Shown == Shown.Everything)
        {
            _way.Print(response);
        }

        if (ShowsHead)
        {
            _responses.PrintHead(response);
        }
        else if (_plan.ChecksStatus && !response.IsSuccess)
        {
            // Nothing else would say so.
            Messages.Say(new StatusException(response).Message);
        }

        await PrintBodyAsync(response, cancellationToken);
        if (_plan.Shown == Shown.Everything)
        {
            _way.PrintFacts(response);
        }
    }

    internal void Print(RequestException failure)
    {
        if (_plan.Shown == Shown.Everything && !_hasAnswer)
        {
            _way.Print(failure);
        }
    }

    private async Task PrintBodyAsync(Response response, CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            await _file.WriteAsync(response, cancellationToken);
        }
        else if (_plan.Shown == Shown.Headers)
        {
            return;
        }
        else if (_isTerminal)
        {
            await new TerminalBody(_screen, response).WriteAsync(cancellationToken);
        }
        else
        {
            await using var output = StandardStream.OpenOutput();
            await BodyCopy.ToAsync(response, output, cancellationToken);
        }
    }
}
