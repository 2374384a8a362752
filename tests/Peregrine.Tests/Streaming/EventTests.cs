using System.Net;

namespace Peregrine;

/// <summary>Events of a server, through as many connections as they take.</summary>
public sealed class EventTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_response_gives_its_events()
    {
        foreach (var blocking in new[] { false, true })
        {
            var response = await Streamed.TextAsync(
                "event: tick\nid: 7\ndata: a\nda", "ta: b\n\n: quiet\n\ndata: c\n\ndata: cut");

            var events = await Streamed.ListAsync(blocking, response.Events, () => response.EventsAsync());

            Assert.Equal(["tick/a\nb/7", "message/c/7"], events.Select(one => $"{one.Type}/{one.Data}/{one.Id}"));
            Assert.DoesNotContain(
                "a",
                events[0].ToString().Replace("characters", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_connects_again_and_says_what_it_had_last()
    {
        var time = new FakeTime();
        using var server = new FakeServer(
            Events("retry: 10000\nid: 1\ndata: one\n\n"),
            Events("id: 2\ndata: two\n\nid: 3\ndata: cut"),
            FakeServer.Reply(503),
            Events("data: three\n\n"),
            FakeServer.Reply(204));
        using var session = new HttpSession(new() { Transport = server, TimeProvider = time });
        var pauses = new List<TimeSpan>();

        var events = new List<string>();
        await foreach (var one in Hurried(
            session.EventsAsync("http://h.test/events", cancellationToken: Test), time, pauses))
        {
            events.Add($"{one.Data}/{one.Id}");
        }

        Assert.Equal(["one/1", "two/2", "three/2"], events);
        Assert.Equal([null, "1", "2", "2", "2"], server.Sent.Select(sent => sent.Headers["Last-Event-ID"]));
        Assert.All(server.Sent, sent => Assert.Equal("text/event-stream", sent.Headers["Accept"]));
        Assert.All(server.Sent, sent => Assert.Equal("no-store", sent.Headers["Cache-Control"]));
        // Four pauses of the ten seconds that were asked for.
        Assert.Equal(40, pauses.Sum(pause => pause.TotalSeconds));
    }

    [Theory]
    [InlineData(500, "text/event-stream")]
    [InlineData(404, "text/event-stream")]
    public async Task The_first_connection_has_to_come_about(int status, string type)
    {
        using var session = new HttpSession(
            new() { Transport = new FakeServer(_ => FakeServer.Reply(status, "no", ("Content-Type", type))) });

        var failure = Assert.Throws<StatusException>(() => session.Events("http://h.test/", null, Test).First());
        Assert.Equal("no", failure.Response.Text);
        await Assert.ThrowsAsync<StatusException>(
            async () => await session.EventsAsync("http://h.test/", null, Test).FirstAsync(Test));
    }

    [Fact]
    public void What_is_no_stream_of_events_is_refused()
    {
        using var session = new HttpSession(new() { Transport = new FakeServer(_ => FakeServer.Json("{}")) });

        Assert.Throws<DecodingException>(() => session.Events("http://h.test/", null, Test).First());
    }

    [Fact]
    public void An_error_that_lasts_ends_the_events()
    {
        var time = new HastyTime();
        using var server = new FakeServer(Events("retry: 0\ndata: one\n\n"), FakeServer.Reply(401));
        using var session = new HttpSession(
            new() { Transport = server, TimeProvider = time, Timeout = Timeouts.None });

        Assert.Throws<StatusException>(() => session.Events("http://h.test/", null, Test).Count());
        Assert.Equal(2, server.Sent.Count);
    }

    [Theory]
    [InlineData(0, null, 3)]
    [InlineData(1, null, 3)]
    [InlineData(2, null, 6)]
    [InlineData(4, null, 24)]
    [InlineData(40, null, 300)]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 4)]
    [InlineData(0, 90_000, 300)]
    public void Pauses_grow_up_to_a_bound(int failures, int? asked, int pause) => Assert.Equal(
        TimeSpan.FromSeconds(pause),
        EventFeed.PauseAfter(failures, asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null));

    /// <summary>
    /// A server that ends each stream at once and wants no pause would be asked ten thousand times a second.
    /// </summary>
    [Fact]
    public void No_server_makes_the_pause_shorter_than_a_tenth_of_a_second()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(100), EventFeed.PauseAfter(0, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMilliseconds(200), EventFeed.PauseAfter(2, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(101), EventFeed.PauseAfter(0, TimeSpan.FromMilliseconds(101)));
    }

    [Fact]
    public void A_content_type_is_told_printed_and_short()
    {
        using var server = new FakeServer(
            _ => FakeServer.Reply(200, "", ("Content-Type", "a/\u009b" + new string('b', 60_000))));
        using var session = new HttpSession(new() { Transport = server });

        var failure = Assert.Throws<DecodingException>(() => session.Events("http://h.test/", null, Test).First());

        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.InRange(failure.Message.Length, 0, 300);
    }

    private static HttpResponseMessage Events(string body)
    {
        var reply = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) };
        reply.Content.Headers.ContentType = new("text/event-stream");
        return reply;
    }

    // Moves the clock whenever nothing comes, and notes how far.
    private static async IAsyncEnumerable<ServerSentEvent> Hurried(
        IAsyncEnumerable<ServerSentEvent> events, FakeTime time, List<TimeSpan> pauses)
    {
        await using var each = events.GetAsyncEnumerator(Test);
        while (true)
        {
            var next = each.MoveNextAsync().AsTask();
            while (!next.IsCompleted)
            {
                await Task.WhenAny(next, Task.Delay(20, Test));
                if (!next.IsCompleted)
                {
                    pauses.Add(TimeSpan.FromSeconds(10));
                    time.Advance(TimeSpan.FromSeconds(10));
                }
            }

            if (!await next)
            {
                yield break;
            }

            yield return each.Current;
        }
    }
}
