using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Peregrine;

namespace Surface;

internal static class Section5
{
    internal static async Task RunAsync(string bin)
    {
        using var session = new HttpSession(new() { BaseUrl = bin });
        Head(session);
        Body(session);
        await ProblemAsync();
        await SuccessAsync(session);
    }

    private static void Head(HttpSession session)
    {
        Response response = session.Get("/response-headers?X-Two=a&X-Two=b&Retry-After=7", new()
        {
            Query = { ["Link"] = """<https://api.example.com/users?page=2>; rel="next" """.Trim() },
        });
        int statusCode = response.StatusCode;
        string reasonPhrase = response.ReasonPhrase;
        Uri url = response.Url;
        HttpMethod method = response.Method;
        Headers headers = response.Headers;
        TimeSpan? retryAfter = response.RetryAfter;
        string? contentType = response.ContentType;
        TimeSpan elapsed = response.Elapsed;
        Version version = response.Version;
        EndPoint? remote = response.RemoteEndPoint;
        Request request = response.Request;

        Check.Equal((200, "OK"), (statusCode, reasonPhrase), "StatusCode, ReasonPhrase");
        Check.That(response.IsSuccess && !response.IsRedirect, "IsSuccess, IsRedirect");
        Check.Equal("/response-headers", url.AbsolutePath, "Url");
        Check.Equal(HttpMethod.Get, method, "Method");
        Check.Equal("a, b", headers["x-two"], "repeats are joined");
        Check.That(headers.GetAll("X-Two").SequenceEqual(["a", "b"]), "GetAll gives each line");
        Check.Equal(0, response.Trailers.Count, "Trailers");
        Check.Equal("https://api.example.com/users?page=2", response.Links["next"].Url.AbsoluteUri, "Links");
        Check.That(!response.Links.TryGetValue("prev", out _), "Links.TryGetValue");
        Check.Equal(TimeSpan.FromSeconds(7), retryAfter, "RetryAfter");
        Check.Equal("application/json", contentType, "ContentType");
        Check.That(elapsed > TimeSpan.Zero, "Elapsed");
        Check.Equal(HttpVersion.Version11, version, "Version");
        Check.That(remote is IPEndPoint { Port: > 0 }, "RemoteEndPoint");
        Check.Equal(url, request.Url, "Request");
        Check.Equal(1, response.Attempts.Count, "Attempts");
        Check.Equal(200, response.Attempts[0].StatusCode, "an attempt's status");
        Check.Equal(
            (null, null), (response.Attempts[0].Failure, response.Attempts[0].Delay), "an attempt's failure and delay");
    }

    private static void Body(HttpSession session)
    {
        using Response set = session.Get("/cookies/set?theme=dark");
        Check.Equal(1, set.History.Count, "History");
        Check.That(set.History[0].IsRedirect, "the earlier response is a redirect");
        Check.Equal("dark", set.History[0].Cookies["theme"], "Cookies");
        Check.That(
            set.History[0].Headers["Set-Cookie"]!.StartsWith("theme=dark", StringComparison.Ordinal),
            "Set-Cookie gives the first line");
        Check.Equal("dark", (string?)set.Json()["cookies"]!["theme"], "the session sends it back");

        Response response = session.Get("/encoding/utf8");
        byte[] bytes = response.Bytes;
        Encoding encoding = response.Encoding;
        response.Encoding = Encoding.Latin1;
        string text = response.Text;
        Check.Equal(Encoding.UTF8.WebName, encoding.WebName, "Encoding");
        Check.Equal(bytes.Length, text.Length, "Encoding can be set before Text is read");
        Check.Throws<InvalidOperationException>(() => response.Encoding = Encoding.UTF8, "and not afterwards");

        JsonNode json = session.Get("/response-headers?login=octocat").Json();
        Check.Equal("octocat", (string?)json["login"], "Json()");
        Check.Equal("octocat", session.Get("/response-headers?login=octocat").Json<User>().Login, "Json<T>()");
        set.Dispose();
        Check.That(set.Text.Length > 0, "disposing changes nothing");
    }

    // httpbin has no problems.
    private static async Task ProblemAsync()
    {
        using var session = new HttpSession(new() { Transport = new ProblemServer() });
        Response response = await session.GetAsync("https://api.example.com/accounts/1");
        Problem? problem = response.Problem;
        Check.Equal("Out of credit", problem?.Title, "Problem");
        Check.Equal("https://api.example.com/problems/credit", problem?.Type, "Problem.Type");
        Check.Equal(30, (int?)problem?.Extensions["balance"], "Problem.Extensions");
    }

    private static async Task SuccessAsync(HttpSession session)
    {
        Response response = session.Get("/get");
        Check.That(ReferenceEquals(response, response.EnsureSuccess()), "EnsureSuccess returns the response");
        Check.That(ReferenceEquals(response, await response.EnsureSuccessAsync()), "EnsureSuccessAsync");
        Check.Equal(null, response.Problem, "Problem is null when it is not one");
        Check.Throws<StatusException>(() => session.Get("/status/500").EnsureSuccess(), "EnsureSuccess throws");
        await response.DisposeAsync();
    }

    private sealed class ProblemServer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden)
            {
                Content = new StringContent(
                    """{"type":"https://api.example.com/problems/credit","title":"Out of credit","balance":30}""",
                    Encoding.UTF8, "application/problem+json"),
            });
    }
}
