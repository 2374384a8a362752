using System.Net;
using RestSharp;

namespace Peregrine;

/// <summary>RestSharp over a session, and over the platform's client.</summary>
public sealed class RestSharpTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RestSharp_lists_makes_finds_and_deletes(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var rest = new RestClient(client);

        var open = await rest.GetAsync<List<Ticket>>(
            new RestRequest("/tickets").AddQueryParameter("status", "open"), Test);
        var made = await rest.PostAsync<Ticket>(
            new RestRequest("/tickets").AddJsonBody(new Ticket(null, "No heating", "open")), Test);
        var found = await rest.GetAsync<Ticket>(
            new RestRequest("/tickets/{id}").AddUrlSegment("id", "3"), Test);
        await rest.DeleteAsync(new RestRequest("/tickets/3"), Test);
        var gone = await rest.ExecuteAsync(new RestRequest("/tickets/3"), Test);

        Assert.Equal(new Ticket("1", "No hot water", "open"), Assert.Single(open!));
        Assert.Equal(made, found);
        Assert.Equal((HttpStatusCode.NotFound, ResponseStatus.Completed), (gone.StatusCode, gone.ResponseStatus));
        Assert.Contains("There is no such ticket.", gone.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RestSharp_sends_and_reads_a_file_and_knows_its_length(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var rest = new RestClient(client);
        var bytes = Enumerable.Range(0, 100_000).Select(one => (byte)one).ToArray();

        var name = await rest.ExecutePutAsync(
            new RestRequest("/tickets/1/attachment").AddFile("file", bytes, "photo.jpg"), Test);
        var back = await rest.ExecuteGetAsync(new RestRequest("/tickets/1/attachment"), Test);

        Assert.Equal("photo.jpg", name.Content);
        Assert.Equal(bytes, back.RawBytes);
        Assert.Equal(100_000, back.ContentLength);
    }

    [Fact]
    public async Task A_retry_of_the_session_is_one_answer_for_RestSharp()
    {
        await using var api = await TicketApi.StartAsync();
        api.Failures = 2;
        using var client = Clients.For(true, api.Root, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });
        using var rest = new RestClient(client);

        var found = await rest.GetAsync<Ticket>(new RestRequest("/tickets/1"), Test);

        Assert.Equal("No hot water", found!.Title);
        Assert.Equal(3, api.Asked.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RestSharp_says_that_no_server_listens(bool session)
    {
        using var client = Clients.For(session, Clients.Refusing());
        using var rest = new RestClient(client);

        var failed = await rest.ExecuteAsync(new RestRequest("/tickets/1"), Test);

        Assert.Equal(ResponseStatus.Error, failed.ResponseStatus);
        Assert.Equal(
            HttpRequestError.ConnectionError,
            Assert.IsAssignableFrom<HttpRequestException>(failed.ErrorException).HttpRequestError);
    }

    [Fact]
    public async Task A_limit_of_the_session_is_an_error_for_RestSharp_and_its_own_a_timeout()
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(true, api.Root, new() { Timeout = (5, 0.1) });
        using var rest = new RestClient(client);
        using var patient = Clients.For(true, api.Root);
        using var restless = new RestClient(patient);

        var ours = await rest.ExecuteAsync(new RestRequest("/slow"), Test);
        var theirs = await restless.ExecuteAsync(
            new RestRequest("/slow") { Timeout = TimeSpan.FromSeconds(0.1) }, Test);

        Assert.Equal(ResponseStatus.Error, ours.ResponseStatus);
        Assert.IsType<RequestTimeoutException>(ours.ErrorException);
        Assert.Equal(ResponseStatus.TimedOut, theirs.ResponseStatus);
    }
}
