namespace Peregrine;

/// <summary>Many calls at once, of which some fail.</summary>
internal sealed class ManyStop : IStop
{
    public string Title => "Many at once, where one fails";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server, Timeout = 15 });
        await AllAsync(visit, session);
        await SomeAsync(visit, session);
    }

    private static async Task AllAsync(Visit visit, HttpSession session)
    {
        int[] ids = [1, 2, 3, 4, 5];

        var users = await Task.WhenAll(ids.Select(id => session.GetAsync<Anything>($"/anything/users/{id}")));

        foreach (var user in users)
        {
            visit.Show(user);
        }

        visit.Expect("all answers, in their order", "1, 2, 3, 4, 5", users.Select(user => user.Url.Split('/')[^1]));
    }

    private static async Task SomeAsync(Visit visit, HttpSession session)
    {
        Url[] urls = ["/get?id=0", "/status/404", "http://127.0.0.1:1/", "/get?id=3", "/get?id=4"];
        var outcomes = new SendOutcome?[urls.Length];

        var requests = urls.Select(url => session.Build(HttpMethod.Get, url));
        await foreach (var outcome in session.SendManyAsync(requests, concurrency: 3))
        {
            outcomes[outcome.Index] = outcome;
            Show(visit, outcome);
        }

        visit.Expect("each request has an outcome", outcomes.All(outcome => outcome is not null));
        visit.Expect(
            "an answer is one",
            "200, 404, nothing, 200, 200",
            outcomes.Select(outcome => outcome?.Response?.StatusCode));
        visit.Expect("and so is the failure", outcomes[2]?.Failure is ConnectException { Stage: ConnectStage.Socket });
        visit.Expect("which stopped none of the others", "4", outcomes[4]?.Response?.Json()["args"]?["id"]);
    }

    private static void Show(Visit visit, SendOutcome outcome)
    {
        if (outcome.Response is { } response)
        {
            visit.Show(response, "args");
        }
        else if (outcome.Failure is RequestException failure)
        {
            visit.Show(failure);
        }
    }
}
