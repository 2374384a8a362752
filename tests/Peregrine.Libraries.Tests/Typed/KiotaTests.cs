using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Tickets;
using Tickets.Models;

namespace Peregrine;

/// <summary>The client that Kiota made of tickets.yaml, over a session and over the platform's client.</summary>
public sealed class KiotaTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_of_Kiota_lists_makes_finds_and_deletes(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        using var client = Clients.For(session, api.Root);
        using var adapter = Adapter(client, api.Root);
        var tickets = new TicketsClient(adapter).Tickets;

        var open = await tickets.GetAsync(
            call =>
            {
                call.QueryParameters.Status = "open";
                call.QueryParameters.Tag = ["a", "b c"];
            },
            Test);
        var made = await tickets.PostAsync(
            new() { Title = "No heating", Status = Ticket_status.Open }, cancellationToken: Test);
        var found = await tickets["3"].GetAsync(cancellationToken: Test);
        await tickets["3"].DeleteAsync(cancellationToken: Test);
        var gone = await Assert.ThrowsAsync<Tickets.Models.Problem>(
            () => tickets["3"].GetAsync(cancellationToken: Test));

        Assert.Equal("No hot water", Assert.Single(open!).Title);
        Assert.Equal((made!.Id, "No heating"), (found!.Id, found.Title));
        Assert.Equal((404, "There is no such ticket."), (gone.ResponseStatusCode, gone.Detail));
        Assert.Equal("GET /tickets?status=open&tag=a&tag=b%20c", api.Asked.First());
    }

    [Fact]
    public async Task A_retry_of_the_session_is_one_answer_for_a_client_of_Kiota()
    {
        await using var api = await TicketApi.StartAsync();
        api.Failures = 2;
        using var client = Clients.For(true, api.Root, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });
        using var adapter = Adapter(client, api.Root);

        var found = await new TicketsClient(adapter).Tickets["1"].GetAsync(cancellationToken: Test);

        Assert.Equal("No hot water", found!.Title);
        Assert.Equal(3, api.Asked.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_of_Kiota_says_that_no_server_listens(bool session)
    {
        var root = Clients.Refusing();
        using var client = Clients.For(session, root);
        using var adapter = Adapter(client, root);

        var thrown = await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => new TicketsClient(adapter).Tickets["1"].GetAsync(cancellationToken: Test));

        Assert.Equal(HttpRequestError.ConnectionError, thrown.HttpRequestError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Over_a_given_client_Kiota_does_not_try_again(bool session)
    {
        await using var api = await TicketApi.StartAsync();
        api.Failures = 1;
        using var client = Clients.For(session, api.Root);
        using var adapter = Adapter(client, api.Root);

        var thrown = await Assert.ThrowsAsync<ApiException>(
            () => new TicketsClient(adapter).Tickets["1"].GetAsync(cancellationToken: Test));

        Assert.Equal(503, thrown.ResponseStatusCode);
        Assert.Single(api.Asked);
    }

    [Fact]
    public void Kiota_takes_the_base_address_of_the_client()
    {
        using var client = Clients.For(true, "https://api.example.com/v1");
        using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: client);

        Assert.Equal("https://api.example.com/v1", adapter.BaseUrl);
    }

    private static HttpClientRequestAdapter Adapter(HttpClient client, string root) =>
        new(new AnonymousAuthenticationProvider(), httpClient: client) { BaseUrl = root };
}
