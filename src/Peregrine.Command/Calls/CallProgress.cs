namespace Peregrine;

/// <summary>Shows how far bodies that go to a file or out of one have come.</summary>
internal static class CallProgress
{
    /// <summary>The line on which it is shown; null where there is nothing to show.</summary>
    internal static ProgressLine? Follow(PlannedRequest planned)
    {
        var sends = planned.Options.Body is not null || planned.Options.Files.Count > 0;
        var saves = planned.Plan.IsDownload || planned.Plan.Output is not null;
        if (!(sends || saves) || ProgressLine.For(planned.Plan) is not { } line)
        {
            return null;
        }

        planned.Options.UploadProgress = sends ? line : null;
        planned.Options.DownloadProgress = saves && !planned.Plan.IsDownload ? line : null;
        return line;
    }
}
