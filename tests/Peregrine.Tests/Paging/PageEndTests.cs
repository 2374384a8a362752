using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>How a loop over pages ends early, and what is held while it runs.</summary>
public sealed class PageEndTests
{
    private static readonly Paging Numbered = Paging.Page("page");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_ends_the_loop_between_items(bool blocking)
    {
        var server = new FakeServer(_ => FakeServer.Json("[1,2,3]"));
        using var session = Paged.Session(server);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Paged.Test);
        var seen = 0;

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Streamed.ListAsync(
            blocking,
            () => session.Items<int>("/a", Numbered, null, end.Token).Select(Note),
            () => session.ItemsAsync<int>("/a", Numbered, null, end.Token).Select(Note)));

        Assert.Equal((2, 1, end.Token), (seen, server.Sent.Count, cancelled.CancellationToken));

        int Note(int item)
        {
            if (++seen == 2)
            {
                end.Cancel();
            }

            return item;
        }
    }

    [Fact]
    public async Task The_token_of_the_loop_ends_it_between_pages()
    {
        var server = new FakeServer(_ => FakeServer.Json("[1]"));
        using var session = Paged.Session(server);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Paged.Test);
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in session.PagesAsync("/a", Numbered).WithCancellation(end.Token))
            {
                seen++;
                await end.CancelAsync();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in session.ItemsAsync<int>("/a", Numbered).WithCancellation(end.Token))
            {
                seen++;
            }
        });

        Assert.Equal((1, 1), (seen, server.Sent.Count(sent => !sent.Url.Contains("page=2", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_session_that_is_disposed_meanwhile_ends_it_with_the_next_page()
    {
        var session = Paged.Session(new FakeServer(_ => FakeServer.Json("[1]")));
        var seen = 0;

        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var item in session.ItemsAsync<int>("/a", Numbered, null, Paged.Test))
            {
                seen++;
                session.Dispose();
            }
        });

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task What_a_function_throws_comes_through()
    {
        using var session = Paged.Session(new FakeServer(_ => FakeServer.Json("[1]")));

        var (before, _) = await session.FailingAsync<int, NotSupportedException>(
            false, "/a", Paging.Custom(_ => throw new NotSupportedException()));

        Assert.Equal([1], before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_page_is_held_at_a_time(bool blocking)
    {
        var bodies = new List<WeakReference>();
        var alive = new List<int>();
        var server = new FakeServer(_ =>
        {
            GC.Collect();
            alive.Add(bodies.Count(body => body.IsAlive));
            return FakeServer.Json("[1,2]");
        });
        using var session = Paged.Session(server, new() { OnResponse = response => bodies.Add(Weak(response)) });

        await session.NumbersAsync(blocking, "/a", Numbered with { MaxPages = 6 });

        // While a page is asked for, the one before may still be on a stack, and none before that.
        Assert.Equal(6, alive.Count);
        Assert.All(alive, count => Assert.InRange(count, 0, 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Weak(Response response) => new(response);
}
