using Flurl.Http;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Refit;
using RestSharp;
using Tickets;

namespace Peregrine;

/// <summary>Which of the libraries hand over JSON that a session can send again.</summary>
public sealed class ResendTests
{
    private static readonly Ticket Asked = new(null, "No heating", "open");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RestSharp", false, 2)]
    [InlineData("Flurl", false, 2)]
    [InlineData("Refit", false, 1)]
    [InlineData("Kiota", false, 1)]
    [InlineData("Refit", true, 2)]
    [InlineData("Kiota", true, 2)]
    public async Task A_session_sends_again_what_is_in_memory_or_was_measured(string library, bool measures, int sends)
    {
        await using var api = await TicketApi.StartAsync();
        api.Failures = 1;
        var retry = new RetryPolicy(1) { BackoffFactor = 0, Methods = [HttpMethod.Post] };
        using var client = Clients.For(true, api.Root, new()
        {
            Retry = retry,
            MeasureBodiesUpTo = measures ? 64 * 1024 : null,
        });

        var failure = await Record.ExceptionAsync(() => PostAsync(library, client));

        Assert.Equal(sends, api.Asked.Count);
        Assert.Equal(sends == 2, failure is null);
    }

    private static async Task PostAsync(string library, HttpClient client)
    {
        switch (library)
        {
            case "Refit":
                await RestService.For<ITickets>(client).CreateAsync(Asked, Test);
                break;
            case "RestSharp":
                using (var rest = new RestClient(client))
                {
                    await rest.PostAsync<Ticket>(new RestRequest("/tickets").AddJsonBody(Asked), Test);
                }

                break;
            case "Flurl":
                using (var flurl = new FlurlClient(client))
                {
                    await flurl.Request("tickets").PostJsonAsync(Asked, cancellationToken: Test);
                }

                break;
            default:
                using (var adapter = new HttpClientRequestAdapter(
                    new AnonymousAuthenticationProvider(), httpClient: client))
                {
                    await new TicketsClient(adapter).Tickets.PostAsync(
                        new() { Title = Asked.Title }, cancellationToken: Test);
                }

                break;
        }
    }
}
