namespace Peregrine;

/// <summary><c>peregrine --download URL</c>: saves the body of a success, and says where.</summary>
internal sealed class DownloadCall(CallSession session, PlannedRequest planned, ProgressLine? progress)
{
    private readonly FileProgress _seen = new(progress);

    private Plan Plan => planned.Plan;

    private bool Tells => Plan is { Quietness: 0, IsJsonOutput: false };

    /// <summary>Whether the library downloads; what it can't is streamed to a file.</summary>
    internal static bool IsLibrarys(Plan plan) =>
        plan.Method == HttpMethod.Get && (plan.Output is null || OutputFile.IsReplaceable(plan.Output));

    /// <summary>Downloads.</summary>
    /// <exception cref="RequestException">The file did not come whole, or the answer is no success.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    internal async Task<Download> RunAsync(CancellationToken cancellationToken)
    {
        var begun = TellsOfPart();
        var download = !IsLibrarys(Plan) ? await StreamAsync(cancellationToken)
            : Plan.Output is { } path ? await FetchAsync(OutputFile.TargetIn(path), overwrites: true, cancellationToken)
            : Plan.IsContinued ? await FetchAsync(Here, overwrites: false, cancellationToken)
            : await FetchBesideAsync(cancellationToken);
        progress?.Dispose();
        if (Tells)
        {
            var name = Plan.Output ?? Path.GetRelativePath(Directory.GetCurrentDirectory(), download.Path);
            var isRest = Plan.IsContinued && download.Received < download.Length;
            if (begun && !isRest)
            {
                Messages.Say("the part that was there belongs to another file, and was not used");
            }

            Messages.Say(TransferText.Saved(
                PrintableText.Line(name), download.Received, isRest ? download.Length : null, download.Elapsed));
        }

        return download;
    }

    /// <summary>
    /// Says of a download that did not come to its end that what had come is lost, where it need not be.
    /// </summary>
    internal void TellLost()
    {
        progress?.Dispose();
        if (_seen.HasBegun && !Plan.IsContinued && Plan.Quietness < 2)
        {
            Messages.Say("nothing of it is kept; with -c the next call goes on, where the server can");
        }
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
                Progress = _seen,
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

    // Whether an earlier call has left a part. Who goes on with a file that no earlier call has begun expects more.
    private bool TellsOfPart()
    {
        if (Plan is not { IsContinued: true, Output: { } path })
        {
            return false;
        }

        var hasPart = File.Exists(path + ".part");
        if (!hasPart && Tells && File.Exists(path))
        {
            Messages.Say($"no part of {PrintableText.Line(path)} is there that -c has left: it is fetched anew");
        }

        return hasPart;
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
