using System.Net;
using System.Net.Sockets;
using Peregrine;

namespace Surface;

internal static class Section6
{
    internal static async Task RunAsync(string bin)
    {
        using var session = new HttpSession(new() { BaseUrl = bin, Timeout = (5, 0.3) });
        Tree();
        Block(session);
        await RulesAsync(session);
    }

    private static User? Block(HttpSession session, Url url)
    {
        try { return session.Get<User>(url); }
        catch (RequestTimeoutException e) { Console.WriteLine($"Request timed out: {e.Phase}"); }
        catch (ConnectException) { Console.WriteLine("Connection failed"); }
        catch (StatusException e) when (e.StatusCode == 401)
        {
            Console.WriteLine("Authentication required: check your token");
        }
        catch (StatusException e) when (e.StatusCode == 429)
        {
            Console.WriteLine($"Retry after {e.Response.RetryAfter ?? TimeSpan.FromSeconds(60)}");
        }
        catch (RequestException e) { Console.WriteLine($"Request failed: {e.Message}"); }
        return null;
    }

    private static void Block(HttpSession session)
    {
        var before = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            Block(session, "/delay/5");
            Block(session, NobodyListens());
            Block(session, "/status/401");
            Block(session, "/status/429");
            Block(session, "/html");
        }
        finally
        {
            Console.SetOut(before);
        }

        var lines = printed.ToString().TrimEnd().Split(Environment.NewLine);
        Check.Equal("Request timed out: Read", lines[0], "RequestTimeoutException");
        Check.Equal("Connection failed", lines[1], "ConnectException");
        Check.Equal("Authentication required: check your token", lines[2], "StatusException 401");
        Check.Equal("Retry after 00:01:00", lines[3], "StatusException 429");
        Check.That(
            lines[4].StartsWith("Request failed: The body of GET ", StringComparison.Ordinal),
            $"DecodingException: {lines[4]}");
    }

    private static void Tree()
    {
        Type[] rungs =
        [
            typeof(ConnectException), typeof(RequestTimeoutException),
            typeof(ProtocolException), typeof(DecodingException),
            typeof(RedirectException), typeof(StatusException), typeof(AuthException),
        ];
        Check.That(rungs.All(rung => rung.BaseType == typeof(RequestException)), "each rung is a RequestException");
        Check.Equal(
            typeof(HttpRequestException), typeof(RequestException).BaseType, "which is an HttpRequestException");
        Check.That(
            typeof(ArgumentException).IsAssignableFrom(typeof(InvalidUrlException)), "an unusable URL is wrong use");

        var request = new Request(HttpMethod.Get, new Uri("https://api.example.com/"));
        Check.Equal(ConnectStage.Dns, new ConnectException("no host", request, ConnectStage.Dns).Stage, "Stage");
        Check.Equal(
            TimeoutPhase.Pool,
            new RequestTimeoutException("slow", request, TimeoutPhase.Pool, TimeSpan.FromSeconds(1)).Phase,
            "Phase");
        Check.Equal(request, new ProtocolException("cut off", request).Request, "Request");
        Check.Equal(request, new DecodingException("no JSON", request).Request, "Request");
        Check.Equal(0, new RedirectException("too many", request).History.Count, "History");
        var auth = new AuthException("refused", request, "invalid_client", "no such client");
        Check.Equal(
            ("invalid_client", "no such client"), (auth.Error, auth.ErrorDescription), "Error, ErrorDescription");
        Check.Equal(
            429, new AuthException("busy", request, response: Response.Create(request, 429)).Response?.StatusCode,
            "Response");
        Check.Equal(5, Enum.GetValues<TimeoutPhase>().Intersect(
        [
            TimeoutPhase.Pool, TimeoutPhase.Connect, TimeoutPhase.Send, TimeoutPhase.Read, TimeoutPhase.Total,
        ]).Count(), "the phases");
        Check.Equal(
            4,
            Enum.GetValues<ConnectStage>()
                .Intersect([ConnectStage.Dns, ConnectStage.Socket, ConnectStage.Tls, ConnectStage.Proxy]).Count(),
            "the stages");
    }

    private static async Task RulesAsync(HttpSession session)
    {
        var status = Check.Throws<StatusException>(() => session.Get<User>("/status/503"), "StatusException");
        Check.Equal(503, status.StatusCode, "StatusCode is an int");
        Check.Equal(
            HttpStatusCode.ServiceUnavailable,
            ((HttpRequestException)status).StatusCode,
            "the base's StatusCode is set too");
        Check.That(
            status.IsTransient && status.Attempts.Count == 1 && status.Elapsed > TimeSpan.Zero,
            "IsTransient, Attempts, Elapsed");
        Check.Equal(503, status.Response.StatusCode, "Response");

        var connect = Check.Throws<ConnectException>(() => session.Get(NobodyListens()), "ConnectException");
        Check.Equal(
            (ConnectStage.Socket, HttpRequestError.ConnectionError),
            (connect.Stage, connect.HttpRequestError),
            "Stage, HttpRequestError");
        var slow = Check.Throws<RequestTimeoutException>(() => session.Get("/delay/5"), "RequestTimeoutException");
        Check.That(slow.InnerException is TimeoutException, "the inner exception is a TimeoutException");
        var redirects = Check.Throws<RedirectException>(
            () => session.Get("/redirect/3", new() { Redirects = new() { Max = 1 } }), "RedirectException");
        Check.Equal(2, redirects.History.Count, "History");

        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var cancelled = Check.Throws<OperationCanceledException>(
            () => session.Get("/get", null, caller.Token), "the caller's cancellation");
        Check.Equal(caller.Token, cancelled.CancellationToken, "with the caller's token");
    }

    private static string NobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }
}
