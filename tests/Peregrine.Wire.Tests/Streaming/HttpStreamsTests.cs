namespace Peregrine;

/// <summary>The one-line calls that stream: the session's own, on the session that all of them share.</summary>
public sealed class HttpStreamsTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_gives_the_head_before_the_body()
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst\n"));
        await using var one = await Http.StreamAsync(HttpMethod.Get, server.Root, Test);
        await using var two = await Http.StreamAsync(HttpMethod.Get, server.Root, null, Test);
        using var three = await Calls.OnOwnThread(() => Http.Stream(HttpMethod.Get, server.Root, null, Test));
        using var lines = three.Lines().GetEnumerator();

        Assert.Equal((200, 200, 200), (one.StatusCode, two.StatusCode, three.StatusCode));
        Assert.True(lines.MoveNext());
        Assert.Equal("first", lines.Current);
    }

    [Fact]
    public async Task Events_come_until_the_server_has_no_more()
    {
        const string Body = "retry: 1\nid: 1\ndata: hello\n\n";
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Field("Last-Event-ID") is null
                    ? $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {Body.Length}\r\n\r\n"
                        + $"{Body}"
                    : "HTTP/1.1 204 No Content\r\n\r\n");
            }
        });
        var events = new List<string>();
        await foreach (var one in Http.EventsAsync(server.Root, null, Test))
        {
            events.Add(one.Data);
        }

        events.AddRange(
            await Calls.OnOwnThread(() => Http.Events(server.Root, null, Test).Select(one => one.Data).ToList()));

        Assert.Equal(["hello", "hello"], events);
    }

    [Fact]
    public async Task Download_writes_a_file()
    {
        await using var server = new RawServer(Scripts.Answer());
        var folder = Directory.CreateTempSubdirectory("peregrine-");
        try
        {
            var one = await Http.DownloadAsync(server.Root, Path.Combine(folder.FullName, "one"), null, Test);
            var two = await Calls.OnOwnThread(
                () => Http.Download(server.Root, Path.Combine(folder.FullName, "two"), null, Test));

            Assert.Equal(
                ("ok", "ok"),
                (await File.ReadAllTextAsync(one.Path, Test), await File.ReadAllTextAsync(two.Path, Test)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
