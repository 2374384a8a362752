using System.Net;
using Refit;

namespace Peregrine;

/// <summary>An interface of Refit's over a session, and over the platform's client.</summary>
public sealed class RefitTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refit_lists_makes_finds_and_deletes(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        var tickets = RestService.For<ITickets>(client);

        var open = await tickets.ListAsync("open", ["a", "b c"], Test);
        var made = await tickets.CreateAsync(new(null, "No heating", "open"), Test);
        var found = await tickets.GetAsync("3", Test);
        await tickets.DeleteAsync("3", Test);
        var gone = await tickets.FindAsync("3", Test);

        Assert.Equal(new Ticket("1", "No hot water", "open"), Assert.Single(open));
        Assert.Equal(made, found);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(
            [
                "GET /tickets?status=open&tag=a&tag=b%20c", "POST /tickets", "GET /tickets/3", "DELETE /tickets/3",
                "GET /tickets/3",
            ],
            api.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refit_sends_and_reads_a_file(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        var tickets = RestService.For<ITickets>(client);
        var bytes = Enumerable.Range(0, 100_000).Select(one => (byte)one).ToArray();

        var name = await tickets.AttachAsync("1", new StreamPart(new MemoryStream(bytes), "photo.jpg"), Test);
        await using var back = await tickets.AttachmentAsync("1", Test);
        using var read = new MemoryStream();
        await back.CopyToAsync(read, Test);

        Assert.Equal("photo.jpg", name);
        Assert.Equal(bytes, read.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refit_throws_what_a_404_says(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);

        var thrown = await Assert.ThrowsAnyAsync<ApiException>(
            () => RestService.For<ITickets>(client).GetAsync("9", Test));

        Assert.Equal(HttpStatusCode.NotFound, thrown.StatusCode);
        Assert.Contains("There is no such ticket.", thrown.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_of_the_session_is_one_answer_for_Refit()
    {
        await using var api = await TicketApi.StartAsync();
        api.Failures = 2;
        using var client = Clients.For(true, api.Root, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        var found = await RestService.For<ITickets>(client).GetAsync("1", Test);

        Assert.Equal("No hot water", found.Title);
        Assert.Equal(3, api.Asked.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refit_says_that_no_server_listens(bool session)
    {
        using var client = Clients.For(session, Clients.Refusing());
        var tickets = RestService.For<ITickets>(client);

        var thrown = await Assert.ThrowsAnyAsync<ApiRequestException>(() => tickets.GetAsync("1", Test));
        var found = await tickets.FindAsync("1", Test);

        var inner = Assert.IsAssignableFrom<HttpRequestException>(thrown.InnerException);
        Assert.Equal(HttpRequestError.ConnectionError, inner.HttpRequestError);
        Assert.IsType<ApiRequestException>(found.Error);
    }

    [Fact]
    public async Task A_limit_of_the_session_is_a_request_exception_inside_that_of_Refit()
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(true, api.Root, new() { Timeout = (5, 0.1) });

        var thrown = await Assert.ThrowsAnyAsync<ApiRequestException>(
            () => RestService.For<ITickets>(client).SlowAsync(Test));

        Assert.Equal(TimeoutPhase.Read, Assert.IsType<RequestTimeoutException>(thrown.InnerException).Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_of_Refit_who_gives_up_gets_a_cancellation(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Test);

        var call = RestService.For<ITickets>(client).SlowAsync(caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
