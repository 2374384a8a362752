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
    private readonly ResponsePrinter _responses;
    private readonly WayPrinter _way;

    internal CallOutput(PlannedRequest planned)
    {
        _plan = planned.Plan;
        var screen = _isTerminal || _plan.Shown == Shown.Headers ? Screen.Output : Screen.Errors;
        _responses = new ResponsePrinter(screen, _plan.ShowsSecrets);
        _way = new WayPrinter(screen, new RequestPrinter(screen, planned, _plan.ShowsSecrets), _responses);
    }

    private bool ShowsHead =>
        _plan.Shown is Shown.Everything or Shown.Headers || (_plan.Shown == Shown.Response && _isTerminal);

    internal async Task PrintAsync(Response response)
    {
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
            await Console.Error.WriteLineAsync($"peregrine: {new StatusException(response).Message}");
        }

        await PrintBodyAsync(response);
    }

    internal void Print(RequestException failure)
    {
        if (_plan.Shown == Shown.Everything)
        {
            _way.Print(failure);
        }
    }

    private async Task PrintBodyAsync(Response response)
    {
        if (_plan.Output is { } file)
        {
            await File.WriteAllBytesAsync(file, response.Bytes);
        }
        else if (_plan.Shown == Shown.Headers)
        {
            return;
        }
        else if (_isTerminal)
        {
            _responses.PrintBody(response);
        }
        else
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(response.Bytes);
        }
    }
}
