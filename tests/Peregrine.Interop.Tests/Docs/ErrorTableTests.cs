using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>The page for people from Python names every exception of theirs, and says truly where it lands.</summary>
public sealed partial class ErrorTableTests
{
    // requests 2.32 and httpx 0.28, every public exception.
    private static readonly string[] Requests =
    [
        "RequestException", "InvalidJSONError", "JSONDecodeError",
        "HTTPError", "ConnectionError", "ProxyError", "SSLError", "Timeout",
        "ConnectTimeout", "ReadTimeout", "URLRequired", "TooManyRedirects",
        "MissingSchema", "InvalidSchema", "InvalidURL", "InvalidHeader",
        "InvalidProxyURL", "ChunkedEncodingError", "ContentDecodingError",
        "StreamConsumedError", "RetryError", "UnrewindableBodyError",
        "RequestsWarning", "FileModeWarning", "RequestsDependencyWarning",
    ];

    private static readonly string[] Httpx =
    [
        "HTTPError", "RequestError", "TransportError", "TimeoutException",
        "ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout",
        "NetworkError", "ConnectError", "ReadError", "WriteError", "CloseError",
        "ProtocolError", "LocalProtocolError", "RemoteProtocolError",
        "ProxyError", "UnsupportedProtocol", "DecodingError", "TooManyRedirects",
        "HTTPStatusError", "InvalidURL", "CookieConflict", "StreamError",
        "StreamConsumed", "StreamClosed", "ResponseNotRead", "RequestNotRead",
    ];

    public static TheoryData<string> Scenarios => [.. ErrorScenarios.All.Keys];

    [Fact]
    public void Every_exception_of_requests_and_httpx_has_a_row()
    {
        var theirs = Requests.Select(name => "requests." + name).Concat(Httpx.Select(name => "httpx." + name));

        Assert.Empty(theirs.Except(ErrorTable.Rows.Keys));
        Assert.Empty(
            ErrorTable.Rows.Keys.Where(row => !row.StartsWith("urllib3.", StringComparison.Ordinal)).Except(theirs));
    }

    [Fact]
    public void Every_type_that_the_table_names_exists()
    {
        var named = ErrorTable.Rows.Values.SelectMany(cell => TypeName().Matches(cell).Select(match => match.Value))
            .Distinct();

        Assert.All(named, name => Assert.NotNull(typeof(HttpSession).Assembly.GetType($"Peregrine.{name}")
            ?? Type.GetType($"System.{name}") ?? Type.GetType($"System.IO.{name}")));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task It_lands_where_the_table_says(string row)
    {
        var thrown = await Record.ExceptionAsync(ErrorScenarios.All[row]);

        Assert.NotNull(thrown);
        var cell = ErrorTable.Rows[row];
        Assert.Contains(
            $"`{(thrown is OperationCanceledException ? nameof(OperationCanceledException) : thrown.GetType().Name)}`",
            cell,
            StringComparison.Ordinal);
        Assert.Equal(
            thrown is RequestTimeoutException slow && cell.Contains("Phase", StringComparison.Ordinal)
                ? $"`{slow.Phase}`"
                : null,
            Phase().Match(cell) is { Success: true } phase ? phase.Groups["value"].Value : null);
        Assert.Equal(
            thrown is ConnectException failed && cell.Contains("Stage` is", StringComparison.Ordinal)
                ? $"`{failed.Stage}`"
                : null,
            Stage().Match(cell) is { Success: true } stage ? stage.Groups["value"].Value : null);
    }

    [Fact]
    public async Task When_retries_are_spent_the_last_response_is_given()
    {
        await using var server = new ScriptedServer(
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        var response = await Http.GetAsync(server.Url, new() { Retry = new(2) { BackoffFactor = 0 } });

        Assert.Equal((503, 3), (response.StatusCode, response.Attempts.Count));
        Assert.Equal("none", ErrorTable.Rows["requests.RetryError"]);
    }

    [Fact]
    public async Task A_location_that_cannot_be_used_is_a_redirect_that_is_not_followed()
    {
        await using var server = new ScriptedServer(
            "HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/\r\nContent-Length: 0\r\n\r\n");

        await Assert.ThrowsAsync<RedirectException>(() => Http.GetAsync(server.Url));
    }

    [Fact]
    public async Task A_connection_that_was_cut_off_is_transient_and_says_so()
    {
        await using var server = new ScriptedServer("");

        var cut = await Assert.ThrowsAsync<ProtocolException>(() => Http.GetAsync(server.Url));

        Assert.Equal((HttpRequestError.ResponseEnded, true), (cut.HttpRequestError, cut.IsTransient));
    }

    [GeneratedRegex(@"\w+Exception")]
    private static partial Regex TypeName();

    [GeneratedRegex("`Phase` is (?<value>`\\w+`)")]
    private static partial Regex Phase();

    [GeneratedRegex("`Stage` is (?<value>`\\w+`)")]
    private static partial Regex Stage();
}
