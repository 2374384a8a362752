namespace Peregrine;

/// <summary>What goes wrong in a recorder does not in the calls; and what is added to a file fits it.</summary>
public sealed class HarFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("calls.har");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_of_any_kind_is_told_and_no_call_is_disturbed(bool isStreamed)
    {
        var har = new HarRecorder(Har, false, static (_, _, _) => throw new NotSupportedException("no such luck"));
        using (var session = Session(har))
        {
            if (isStreamed)
            {
                await using var response = await session.StreamAsync(HttpMethod.Get, "http://h.test/");
                await foreach (var line in response.LinesAsync())
                {
                    Assert.Equal("abc", line);
                }
            }
            else
            {
                Assert.Equal("abc", (await session.GetAsync("http://h.test/")).Text);
            }
        }

        Assert.IsType<NotSupportedException>(har.Failure);
        var failure = Assert.Throws<IOException>(har.Dispose);
        Assert.Contains("lacks 1 of 1 sends", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_are_added_count_on()
    {
        for (var run = 0; run < 3; run++)
        {
            using var har = new HarRecorder(Har, append: true);
            using var session = Session(har);
            await session.GetAsync("http://h.test/" + run);
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Equal([1L, 2, 3], entries.Select(entry => entry.Id!.Value).Order());
        Assert.Equal([1L, 2, 3], entries.Select(entry => entry.CallId!.Value).Order());
    }

    [Fact]
    public async Task A_send_that_is_under_way_when_the_recorder_is_disposed_is_missed()
    {
        var answer = new TaskCompletionSource();
        var har = new HarRecorder(Har);
        using var session = new HttpSession(new()
        {
            Transport = new PiecesServer([[97]]),
            NetworkMiddleware =
            {
                har.Record,
                async (request, next) =>
                {
                    await answer.Task;
                    return await next.SendAsync(request);
                },
            },
        });
        var call = session.GetAsync("http://h.test/");

        var failure = Assert.Throws<IOException>(har.Dispose);

        answer.SetResult();
        Assert.Equal(200, (await call).StatusCode);
        Assert.Contains("lacks 1 of 1 sends", failure.Message, StringComparison.Ordinal);
        Assert.Empty(HarFile.Read(Har).Entries);
    }

    [Fact]
    public void A_limit_below_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new HarRecorder(Har) { MaxBodyBytes = -1 });

    private static HttpSession Session(HarRecorder har) => new(new()
    {
        Transport = new PiecesServer([[97, 98, 99]]),
        NetworkMiddleware = { har.Record },
    });
}
