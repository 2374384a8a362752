using System.Runtime.CompilerServices;

namespace Peregrine;

public sealed class SendManyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_can_not_be_built_is_an_outcome_and_the_others_go_on(bool isAsync)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        string[] urls =
        [
            "http://a.example/0", "not a url", "http://a.example/2",
            "http://a b/", "ftp://a.example/", "http://a.example/5",
        ];

        var outcomes = await (isAsync
            ? session.SendManyAsync(Later(urls), url => session.Build(HttpMethod.Get, url), concurrency: 2, Token)
            : session.SendManyAsync(urls, url => session.Build(HttpMethod.Get, url), concurrency: 2, Token))
            .ToListAsync(Token);

        Assert.Equal([0, 1, 2, 3, 4, 5], outcomes.Select(one => one.Index).Order());
        Assert.Equal([1, 3, 4], outcomes.Where(one => one.Failure is not null).Select(one => one.Index).Order());
        Assert.All(
            outcomes.Where(one => one.Failure is not null), one => Assert.IsType<InvalidUrlException>(one.Failure));
        Assert.All(outcomes.Where(one => one.Failure is not null), one => Assert.Null(one.Request));
        Assert.All(
            outcomes.Where(one => one.Failure is not null),
            one => Assert.Equal($"Item {one.Index}: InvalidUrlException", one.ToString()));
        Assert.All(
            outcomes.Where(one => one.Failure is null),
            one => Assert.Equal(urls[one.Index], one.Request!.Url.AbsoluteUri));
    }

    [Fact]
    public async Task Whatever_the_builder_throws_is_an_outcome()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var thrown = new FormatException("mine");

        var outcomes = await session.SendManyAsync(
            [0, 1, 2],
            n => n == 0 ? throw thrown : n == 1 ? null! : session.Build(HttpMethod.Get, "http://a.example/"),
            cancellationToken: Token)
            .OrderBy(one => one.Index).ToListAsync(Token);

        Assert.Same(thrown, outcomes[0].Failure);
        Assert.IsType<InvalidOperationException>(outcomes[1].Failure);
        Assert.Equal(200, outcomes[2].Response?.StatusCode);
    }

    [Fact]
    public async Task Requests_may_come_later()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        var outcomes = await session.SendManyAsync(
            Later(Enumerable.Range(0, 5).Select(n => session.Build(HttpMethod.Get, $"http://a.example/{n}"))),
            concurrency: 2,
            Token)
            .ToListAsync(Token);

        Assert.Equal([0, 1, 2, 3, 4], outcomes.Select(one => one.Index).Order());
        Assert.All(outcomes, one => Assert.Equal(200, one.Response!.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_are_taken_when_there_is_room_and_not_before(bool isAsync)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var (taken, isDisposed) = (0, false);
        IEnumerable<int> Endless()
        {
            try
            {
                while (true)
                {
                    yield return taken++;
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        var given = 0;
        await foreach (var outcome in isAsync
            ? session.SendManyAsync(
                Later(Endless()), n => session.Build(HttpMethod.Get, $"http://a.example/{n}"), concurrency: 3, Token)
            : session.SendManyAsync(
                Endless(), n => session.Build(HttpMethod.Get, $"http://a.example/{n}"), concurrency: 3, Token))
        {
            given++;
            Assert.InRange(taken, given, given + 4);
            if (given == 20)
            {
                break;
            }
        }

        Assert.True(isDisposed);
    }

    [Fact]
    public async Task An_outcome_is_given_while_the_source_still_waits()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var second = new TaskCompletionSource();
        async IAsyncEnumerable<string> Slow()
        {
            yield return "http://a.example/0";
            await second.Task;
            yield return "http://a.example/1";
        }

        List<int> seen = [];
        await foreach (var outcome in session.SendManyAsync(
            Slow(), url => session.Build(HttpMethod.Get, url), cancellationToken: Token))
        {
            seen.Add(outcome.Index);
            second.TrySetResult();
        }

        Assert.Equal([0, 1], seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_source_throws_comes_after_the_outcomes_that_are_under_way(bool isAsync)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var thrown = new IOException("the list ends here");
        IEnumerable<string> Broken()
        {
            yield return "http://a.example/0";
            yield return "http://a.example/1";
            throw thrown;
        }

        List<int> seen = [];
        var caught = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var outcome in isAsync
                ? session.SendManyAsync(
                    Later(Broken()), url => session.Build(HttpMethod.Get, url), cancellationToken: Token)
                : session.SendManyAsync(Broken(), url => session.Build(HttpMethod.Get, url), cancellationToken: Token))
            {
                seen.Add(outcome.Index);
            }
        });

        Assert.Same(thrown, caught);
        Assert.Equal([0, 1], seen.Order());
    }

    [Fact]
    public async Task Cancellation_ends_the_source_and_what_is_under_way_and_is_the_callers_own()
    {
        using var stop = new CancellationTokenSource();
        var hanging = 0;
        using var handler = new Hanging(() => hanging++);
        using var session = new HttpSession(new() { Transport = handler });
        var isDisposed = false;
        async IAsyncEnumerable<string> Waiting([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                yield return "http://a.example/0";
                stop.CancelAfter(TimeSpan.Zero);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            finally
            {
                isDisposed = true;
            }
        }

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await session.SendManyAsync(
                Waiting(CancellationToken.None),
                url => session.Build(HttpMethod.Get, url),
                cancellationToken: stop.Token).ToListAsync(CancellationToken.None));

        Assert.Equal(stop.Token, cancelled.CancellationToken);
        Assert.True(isDisposed);
        Assert.Equal(1, hanging);
    }

    [Fact]
    public void Wrong_use_is_told_at_once()
    {
        using var session = new HttpSession();

        Assert.Throws<ArgumentNullException>("items", () =>
        {
            _ = session.SendManyAsync((IEnumerable<string>)null!, url => session.Build(HttpMethod.Get, url));
        });
        Assert.Throws<ArgumentNullException>("items", () =>
        {
            _ = session.SendManyAsync((IAsyncEnumerable<string>)null!, url => session.Build(HttpMethod.Get, url));
        });
        Assert.Throws<ArgumentNullException>(
            "requests", () => { _ = session.SendManyAsync((IAsyncEnumerable<Request>)null!); });
        Assert.Throws<ArgumentNullException>("build", () => { _ = session.SendManyAsync(["x"], null!); });
        Assert.Throws<ArgumentOutOfRangeException>(
            "concurrency",
            () => { _ = session.SendManyAsync(["x"], url => session.Build(HttpMethod.Get, url), concurrency: 0); });
    }

    private static async IAsyncEnumerable<T> Later<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private sealed class Hanging(Action told) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            told();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("It waits for ever.");
        }
    }
}
