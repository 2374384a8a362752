using Peregrine;

namespace Surface;

internal static class Section7
{
    internal static async Task RunAsync(string bin)
    {
        using var session = new HttpSession(new() { BaseUrl = bin });
        string[] urls = ["/status/200", "/status/404", "/get"];
        IEnumerable<Request> requests = urls.Select(url => session.Build(HttpMethod.Get, url))
            .Append(new Request(HttpMethod.Get, new Uri("http://127.0.0.1:1/")));
        await BlockAsync(session, urls, requests);
        await ChecksAsync(session, requests);
    }

    private static async Task BlockAsync(HttpSession session, string[] urls, IEnumerable<Request> requests)
    {
        var responses = await Task.WhenAll(urls.Select(u => session.GetAsync(u)));

        // as they finish; a failure is an outcome, not a throw
        await foreach (SendOutcome outcome in session.SendManyAsync(requests, concurrency: 16))
            // outcome.Index, outcome.Request
            Console.WriteLine(outcome.Response?.StatusCode ?? (object)outcome.Failure!.Message);

        // what can't be built is an outcome: Request null, Failure says why
        await foreach (SendOutcome outcome in session.SendManyAsync(
            urls, url => session.Build(HttpMethod.Get, url), concurrency: 16))
            Console.WriteLine(outcome.Response?.StatusCode ?? (object)outcome.Failure!.Message);

        Check.That(responses.Select(response => response.StatusCode).SequenceEqual([200, 404, 200]), "Task.WhenAll");
    }

    private static async Task ChecksAsync(HttpSession session, IEnumerable<Request> requests)
    {
        var seen = new Dictionary<int, object>();
        await foreach (var outcome in session.SendManyAsync(requests, concurrency: 2))
        {
            seen[outcome.Index] = outcome.Response?.StatusCode ?? (object)outcome.Failure!;
            Check.Equal(requests.ElementAt(outcome.Index).Url, outcome.Request!.Url, "outcome.Request");
        }

        Check.That(seen[0] is 200 && seen[1] is 404 && seen[2] is 200, "responses, whatever their status");
        Check.That(seen[3] is ConnectException, "a failure is an outcome");

        await foreach (var outcome in session.SendManyAsync(
            Typed(), url => session.Build(HttpMethod.Get, url), concurrency: 1))
        {
            Check.That(
                outcome.Index == 0
                    ? outcome.Response?.StatusCode == 200
                    : outcome is { Request: null, Failure: InvalidUrlException },
                "what can't be built is an outcome");
        }
    }

    private static async IAsyncEnumerable<string> Typed()
    {
        await Task.Yield();
        yield return "/get";
        yield return "ftp://h.example/";
    }
}
