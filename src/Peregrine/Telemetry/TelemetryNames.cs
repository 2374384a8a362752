namespace Peregrine;

/// <summary>The attributes of the OpenTelemetry semantic conventions that spans and metrics carry.</summary>
internal static class TelemetryNames
{
    internal const string Method = "http.request.method";
    internal const string OriginalMethod = "http.request.method_original";
    internal const string ResendCount = "http.request.resend_count";
    internal const string StatusCode = "http.response.status_code";
    internal const string ErrorType = "error.type";
    internal const string ServerAddress = "server.address";
    internal const string ServerPort = "server.port";
    internal const string PeerAddress = "network.peer.address";
    internal const string PeerPort = "network.peer.port";
    internal const string ProtocolVersion = "network.protocol.version";
    internal const string ConnectionState = "http.connection.state";
    internal const string Scheme = "url.scheme";
    internal const string FullUrl = "url.full";
    internal const string Template = "url.template";

    // Of our own, because the conventions have none.
    internal const string Reason = "peregrine.reason";
    internal const string Delay = "peregrine.delay";
    internal const string RedirectEvent = "peregrine.redirect";
    internal const string ChallengeEvent = "peregrine.challenge";
    internal const string RetryEvent = "peregrine.retry";
    internal const string ResendEvent = "peregrine.resend";
    internal const string RateWaitEvent = "peregrine.rate_wait";
    internal const string PoolWaitEvent = "peregrine.pool_wait";
    internal const string WaitTime = "peregrine.wait_time";

    /// <summary>A method that no standard names, as the conventions write it.</summary>
    internal const string OtherMethod = "_OTHER";

    /// <summary>The methods of RFC 9110, PATCH (RFC 5789) and QUERY: what the conventions let through.</summary>
    internal static string MethodOf(string method) => method switch
    {
        "GET" or "POST" or "PUT" or "DELETE" or "HEAD" or "PATCH" or "OPTIONS" or "TRACE" or "CONNECT" or "QUERY" =>
            method,
        _ => OtherMethod,
    };

    /// <summary>A version of HTTP as the conventions write it: <c>1.1</c>, <c>2</c>.</summary>
    internal static string VersionOf(Version version) => version switch
    {
        { Major: 2, Minor: 0 } => "2",
        { Major: 3, Minor: 0 } => "3",
        { Major: 1, Minor: 1 } => "1.1",
        _ => version.ToString(2),
    };
}
