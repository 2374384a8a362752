namespace Peregrine;

/// <summary>Tells what came of a call as one JSON object on standard output.</summary>
internal sealed class JsonOutput(PlannedRequest planned, OutputFile? file) : ICallOutput
{
    private Response? _answer;

    public async Task PrintAsync(Response response, CancellationToken cancellationToken)
    {
        _answer = response;
        if (file is not null)
        {
            await file.WriteAsync(response, cancellationToken);
        }
        else
        {
            response = await response.ReadAsync(cancellationToken); // It knows when its body ended.
        }

        Write(
            response, planned.Plan.Output, null,
            planned.Plan.ChecksStatus ? ExitCodes.Of(response.StatusCode) : ExitCode.Success);
    }

    public Task PrintSavedAsync(Download download, CancellationToken cancellationToken)
    {
        Write(download.Response, download.Path, null, ExitCode.Success);
        return Task.CompletedTask;
    }

    public Task PrintAsync(RequestException failure, CancellationToken cancellationToken)
    {
        Write(_answer, null, failure, ExitCodes.Of(failure));
        return Task.CompletedTask;
    }

    private void Write(Response? response, string? path, RequestException? failure, ExitCode code)
    {
        var text = new CallJson(planned.Plan).Of(response, path, failure, code);
        var place = ShownPlace.Of(planned.Plan);
        place.Body.Block(place.IsBodyText
            ? DressedText.Of(text, "application/json", place.Body.Look)
            : [new InkedText(text)]);
    }
}
