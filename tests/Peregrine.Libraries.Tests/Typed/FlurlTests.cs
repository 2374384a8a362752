using Flurl.Http;

namespace Peregrine;

/// <summary>Flurl over a session, and over the platform's client.</summary>
public sealed class FlurlTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flurl_lists_makes_finds_and_deletes(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var flurl = new FlurlClient(client);

        var open = await flurl.Request("tickets").SetQueryParam("status", "open")
            .GetJsonAsync<List<Ticket>>(cancellationToken: Test);
        var made = await flurl.Request("tickets")
            .PostJsonAsync(new Ticket(null, "No heating", "open"), cancellationToken: Test).ReceiveJson<Ticket>();
        var found = await flurl.Request("tickets", "3").GetJsonAsync<Ticket>(cancellationToken: Test);
        await flurl.Request("tickets", "3").DeleteAsync(cancellationToken: Test);
        var gone = await Assert.ThrowsAsync<FlurlHttpException>(
            () => flurl.Request("tickets", "3").GetJsonAsync<Ticket>(cancellationToken: Test));

        Assert.Equal(new Ticket("1", "No hot water", "open"), Assert.Single(open));
        Assert.Equal(made, found);
        Assert.Equal(404, gone.StatusCode);
        Assert.Contains("There is no such ticket.", await gone.GetResponseStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flurl_sends_and_saves_a_file(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var flurl = new FlurlClient(client);
        var bytes = Enumerable.Range(0, 100_000).Select(one => (byte)one).ToArray();
        var folder = Directory.CreateTempSubdirectory("peregrine-flurl-");

        using var answer = await flurl.Request("tickets/1/attachment").SendAsync(
            HttpMethod.Put,
            new Flurl.Http.Content.CapturedMultipartContent(flurl.Settings)
                .AddFile("file", new MemoryStream(bytes), "photo.jpg"),
            cancellationToken: Test);
        var path = await flurl.Request("tickets/1/attachment").DownloadFileAsync(
            folder.FullName, "photo.jpg", cancellationToken: Test);

        Assert.Equal("photo.jpg", await answer.GetStringAsync());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Test));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_retry_of_the_session_is_one_answer_for_Flurl()
    {
        await using var api = await TicketApi.StartAsync();
        api.Failures = 2;
        using var client = Clients.For(true, api.Root, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });
        using var flurl = new FlurlClient(client);

        var found = await flurl.Request("tickets/1").GetJsonAsync<Ticket>(cancellationToken: Test);

        Assert.Equal("No hot water", found.Title);
        Assert.Equal(3, api.Asked.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flurl_says_that_no_server_listens(bool session)
    {
        using var client = Clients.For(session, Clients.Refusing());
        using var flurl = new FlurlClient(client);

        var thrown = await Assert.ThrowsAsync<FlurlHttpException>(
            () => flurl.Request("tickets").GetStringAsync(cancellationToken: Test));

        Assert.Null(thrown.StatusCode);
        Assert.Equal(
            HttpRequestError.ConnectionError,
            Assert.IsAssignableFrom<HttpRequestException>(thrown.InnerException).HttpRequestError);
    }

    [Fact]
    public async Task A_limit_of_the_session_is_no_timeout_for_Flurl_and_its_own_is()
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(true, api.Root, new() { Timeout = (5, 0.1) });
        using var flurl = new FlurlClient(client);
        using var patient = Clients.For(true, api.Root);
        using var restless = new FlurlClient(patient);

        var ours = await Assert.ThrowsAsync<FlurlHttpException>(
            () => flurl.Request("slow").GetStringAsync(cancellationToken: Test));
        await Assert.ThrowsAsync<FlurlHttpTimeoutException>(
            () => restless.Request("slow").WithTimeout(TimeSpan.FromSeconds(0.1))
                .GetStringAsync(cancellationToken: Test));

        Assert.IsType<RequestTimeoutException>(ours.InnerException);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 200)]
    public async Task A_redirect_that_the_client_follows_Flurl_can_not_leave(bool session, int status)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var flurl = new FlurlClient(client);

        using var answer = await flurl.Request("moved").WithAutoRedirect(false).GetAsync(cancellationToken: Test);

        Assert.Equal(status, answer.StatusCode);
    }
}
