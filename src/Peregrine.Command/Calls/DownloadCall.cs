namespace Peregrine;

/// <summary><c>peregrine --download URL</c>: saves the body of a success, and says where.</summary>
internal sealed class DownloadCall(CallSession session, PlannedRequest planned, ProgressLine? progress)
{
    private Plan Plan => planned.Plan;

    /// <summary>Whether the library downloads; what it can't is streamed to a file.</summary>
    internal static bool IsLibrarys(Plan plan) =>
        plan.Method == HttpMethod.Get && (plan.Output is null || OutputFile.IsReplaceable(plan.Output));

    /// <summary>Downloads.</summary>
    /// <exception cref="RequestException">The file did not come whole, or the answer is no success.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    internal async Task<Download> RunAsync(CancellationToken cancellationToken)
    {
        var download = !IsLibrarys(Plan) ? await StreamAsync(cancellationToken)
            : Plan.Output is { } path ? await FetchAsync(OutputFile.TargetIn(path), overwrites: true, cancellationToken)
            : Plan.IsContinued ? await FetchAsync(Here, overwrites: false, cancellationToken)
            : await FetchBesideAsync(cancellationToken);
        progress?.Dispose();
        if (Plan is { Quietness: 0, IsJsonOutput: false })
        {
            var name = Plan.Output ?? Path.GetRelativePath(Directory.GetCurrentDirectory(), download.Path);
            var isRest = Plan.IsContinued && download.Received < download.Length;
            Messages.Say(TransferText.Saved(
                PrintableText.Line(name), download.Received, isRest ? download.Length : null, download.Elapsed));
        }

        return download;
    }

    private static string Here => Directory.GetCurrentDirectory() + Path.DirectorySeparatorChar;

    private async Task<Download> FetchAsync(string path, bool overwrites, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var result = await session.Session.DownloadAsync(
            Plan.Address.Url,
            path,
            new DownloadOptions
            {
                Request = planned.Options,
                Progress = progress,
                Resume = Plan.IsContinued,
                Overwrite = overwrites,
                MaxBytes = Plan.MaxBytes,
                Retries = Plan.Retries,
            },
            cancellationToken);
        return new(
            result.Path, result.BytesReceived, result.Length, TimeProvider.System.GetElapsedTime(started),
            result.Response);
    }

    // The name is known when the answer is there. A folder of its own keeps the file from one of that name.
    private async Task<Download> FetchBesideAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory($".peregrine-{Path.GetRandomFileName()}");
        try
        {
            var result = await FetchAsync(
                folder.FullName + Path.DirectorySeparatorChar, overwrites: true, cancellationToken);
            return result with { Path = UnusedName.Move(result.Path, Directory.GetCurrentDirectory()) };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Download> StreamAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        planned.Options.DownloadProgress = progress;
        await using var response = await session.SendAsync(cancellationToken);
        await response.EnsureSuccessAsync();
        var path = Plan.Output ?? UnusedName.In(Directory.GetCurrentDirectory(), NameOf(response));
        using var file = OutputFile.Open(path);
        file.Write(response);
        return new(
            Path.GetFullPath(path), response.BytesReceived, null, TimeProvider.System.GetElapsedTime(started),
            response);
    }

    private static string NameOf(Response response)
    {
        var last = Uri.UnescapeDataString(response.Url.AbsolutePath.Split('/')[^1]);
        return response.ContentDisposition?.SafeFileName
            ?? new ContentDisposition("attachment", last).SafeFileName
            ?? "download";
    }
}
