namespace Peregrine;

/// <summary>Tells what came of a call as one JSON object on standard output.</summary>
internal sealed class JsonOutput(PlannedRequest planned, OutputFile? file) : ICallOutput
{
    /// <summary>How large a body may be that has to be in memory whole, where no other limit was set.</summary>
    internal const long LargestBody = 256 * 1024 * 1024;

    private Response? _answer;

    /// <summary>Whether the object holds the body; otherwise a file does.</summary>
    internal static bool HoldsBody(Plan plan) => plan is { IsJsonOutput: true, IsDownload: false, Output: null };

    public Task PrintAsync(Response response, CancellationToken cancellationToken)
    {
        _answer = response;
        using var body = new MemoryStream();
        if (file is not null)
        {
            file.Write(response);
        }
        else
        {
            BodyCopy.To(response, body);
        }

        var code = planned.Plan.ChecksStatus ? ExitCodes.Of(response.StatusCode) : ExitCode.Success;
        Write(json => json.Of(response, file is null ? body.ToArray() : null, planned.Plan.Output, code));
        return Task.CompletedTask;
    }

    public Task PrintSavedAsync(Download download, CancellationToken cancellationToken)
    {
        Write(json => json.Of(download.Response, null, download.Path, ExitCode.Success));
        return Task.CompletedTask;
    }

    public Task PrintAsync(RequestException failure, CancellationToken cancellationToken)
    {
        Write(json => json.Of(_answer, failure, ExitCodes.Of(failure)));
        return Task.CompletedTask;
    }

    private void Write(Func<CallJson, string> made)
    {
        var text = made(new CallJson(planned.Plan));
        var place = ShownPlace.Of(planned.Plan);
        place.Body.Block(place.IsBodyText
            ? DressedText.Of(text, "application/json", place.Body.Look)
            : [new InkedText(text)]);
    }
}
