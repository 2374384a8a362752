namespace Peregrine;

/// <summary>
/// Bodies that are read as they come: lines of JSON, events, and a file with a bar that says how far it is.
/// </summary>
internal sealed class StreamsStop : IStop
{
    private const int FileLength = 100 * 1024;

    public string Title => "Streams: JSON lines, events, a download";

    public async Task RunAsync(Visit visit)
    {
        await LinesAsync(visit);
        await EventsAsync(visit);
        await DownloadAsync(visit);
    }

    private static async Task LinesAsync(Visit visit)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server });
        await using var response = await session.StreamAsync(HttpMethod.Get, "/stream/3");
        var seen = new List<int>();
        await foreach (var line in response.JsonLinesAsync<StreamedLine>())
        {
            visit.Say($"a line: {line}");
            seen.Add(line.Id);
        }

        visit.Count(response);
        visit.Expect("each line of JSON is an object as soon as it is here", "0, 1, 2", seen);

        using var blocking = session.Stream(HttpMethod.Get, "/stream/2");
        visit.Expect("blocking alike", "0, 1", blocking.JsonLines<StreamedLine>().Select(line => line.Id));
        visit.Count(blocking);
    }

    private static async Task EventsAsync(Visit visit)
    {
        // Two connections with one event each; the third is told that there are no more.
        await using var news = new LoopbackServer(call => call.Number switch
        {
            1 => new("200 OK", "text/event-stream", "retry: 100\nid: 1\nevent: news\ndata: the first\n\n"),
            2 => new("200 OK", "text/event-stream", "id: 2\nevent: news\ndata: the second\n\n"),
            _ => new("204 No Content", "text/event-stream", ""),
        });
        using var session = new HttpSession();
        var seen = new List<string>();
        await foreach (var one in session.EventsAsync(news.Url))
        {
            visit.Say($"an event: {one.Type} {one.Id}: {one.Data}");
            seen.Add(one.Data);
        }

        visit.Expect("events go on over a new connection, and end with a 204", "the first, the second", seen);
        visit.Expect(
            "the server is told where to go on",
            "nothing, 1, 2",
            news.Calls.Select(call => call.Header("Last-Event-ID") ?? "nothing"));
    }

    private static async Task DownloadAsync(Visit visit)
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-tour-");
        try
        {
            using var session = new HttpSession(new() { BaseUrl = visit.Server });
            var path = Path.Combine(folder.FullName, "letters.bin");
            var file = await session.DownloadAsync(
                $"/range/{FileLength}?duration=1", path, new() { Progress = ProgressBar.Console("letters.bin") });

            visit.Count(file.Response);
            visit.Expect("the file is there, whole", FileLength, new FileInfo(path).Length);
            visit.Expect("and nothing beside it", 1, folder.GetFiles().Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
