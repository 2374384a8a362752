using System.Diagnostics;

namespace Peregrine;

/// <summary>A download is one call, however many requests it takes: one span, with all its sends below it.</summary>
internal static class ObservedDownload
{
    /// <summary>Runs a download, in a span of its own where one is listened to.</summary>
    /// <param name="request">The request for the whole file.</param>
    /// <param name="download">The download.</param>
    internal static ValueTask<DownloadResult> RunAsync(Request request, Downloader download) =>
        Instruments.IsListenedTo ? RunInSpanAsync(request, download) : download.RunAsync();

    private static async ValueTask<DownloadResult> RunInSpanAsync(Request request, Downloader download)
    {
        var template = (request.Settings as TemplatedSettings)?.UrlTemplate;
        using var span = Spans.Start(request, template, ActivityKind.Internal, resends: 0);
        try
        {
            var result = await download.RunAsync().ConfigureAwait(false);
            Spans.End(span, result.Response);
            return result;
        }
        catch (Exception failure)
        {
            Spans.End(span, failure);
            throw;
        }
    }
}
