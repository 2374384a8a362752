using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>The ladder of errors: what can go wrong has a type of its own.</summary>
internal sealed class ErrorsStop : IStop
{
    // No server listens there.
    private const string Nowhere = "http://127.0.0.1:1/";

    public string Title => "Errors: too slow, refused, 401, 404, 429";

    public async Task RunAsync(Visit visit)
    {
        var bin = visit.Server;
        visit.Expect(
            "too slow: the limit names its phase", "Request timed out: Read", await AskAsync(visit, $"{bin}/delay/3"));
        visit.Expect(
            "refused: the server has not seen it", "Connection failed: Socket", await AskAsync(visit, Nowhere));
        visit.Expect("401", "Authentication required: check your token", await AskAsync(visit, $"{bin}/bearer"));
        visit.Expect("404", "Request failed: 404", await AskAsync(visit, $"{bin}/status/404"));
        visit.Expect("429", "Retry after 60 s", await AskAsync(visit, $"{bin}/status/429"));
        await PlainAsync(visit);
    }

    private static async Task<string> AskAsync(Visit visit, Url url)
    {
        try
        {
            var answer = await Http.GetAsync<JsonNode>(url, new() { Timeout = (5, 0.3) });
            return $"Answered: {answer.ToJsonString()}";
        }
        catch (RequestTimeoutException e)
        {
            return Tell(visit, e, $"Request timed out: {e.Phase}");
        }
        catch (ConnectException e)
        {
            return Tell(visit, e, $"Connection failed: {e.Stage}");
        }
        catch (StatusException e) when (e.StatusCode == 401)
        {
            return Tell(visit, e, "Authentication required: check your token");
        }
        catch (StatusException e) when (e.StatusCode == 429)
        {
            return Tell(visit, e, $"Retry after {(e.Response.RetryAfter ?? TimeSpan.FromSeconds(60)).TotalSeconds} s");
        }
        catch (StatusException e)
        {
            return Tell(visit, e, $"Request failed: {e.StatusCode}");
        }
    }

    private static string Tell(Visit visit, RequestException failure, string advice)
    {
        visit.Show(failure);
        return advice;
    }

    private static async Task PlainAsync(Visit visit)
    {
        var response = await Http.GetAsync($"{visit.Server}/status/404");
        visit.Show(response);
        visit.Expect("the plain form gives a 404 as it is", 404, response.StatusCode);

        try
        {
            response.EnsureSuccess();
            visit.Expect("until success is asked for", holds: false);
        }
        catch (StatusException e)
        {
            visit.Expect("until success is asked for", 404, e.StatusCode);
        }
    }
}
