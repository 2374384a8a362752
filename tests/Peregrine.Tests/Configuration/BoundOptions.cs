using System.Net;
using System.Security.Authentication;

namespace Peregrine;

/// <summary>The options of a session in configuration: how each is written, or why it can't be.</summary>
internal static class BoundOptions
{
    private const string Pin = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    internal static readonly Dictionary<string, OptionCase[]> Bound = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.BaseUrl)] =
        [
            new(
                "\"https://api.example.com/v1?key=k\"",
                options => options.BaseUrl!.Text,
                "https://api.example.com/v1?key=k"),
        ],
        [nameof(HttpSessionOptions.Query)] =
        [
            new("""{ "key": "k", "page": 1 }""", options => PairsOf(options.Query), "key=k page=1"),
        ],
        [nameof(HttpSessionOptions.Headers)] =
        [
            new(
                """{ "Accept": "text/plain", "X-Tenant": "a" }""",
                options => PairsOf(options.Headers),
                "Accept=text/plain X-Tenant=a"),
        ],
        [nameof(HttpSessionOptions.Cookies)] =
        [
            new("\"None\"", options => ReferenceEquals(options.Cookies, CookieJar.None), true),
        ],
        [nameof(HttpSessionOptions.Timeout)] =
        [
            new("10", options => options.Timeout, (Timeouts)10),
            new("0.5", options => options.Timeout, (Timeouts)0.5),
            new("\"00:00:10\"", options => options.Timeout, (Timeouts)TimeSpan.FromSeconds(10)),
            new("\"none\"", options => options.Timeout, Timeouts.None),
            new(
                """{ "Connect": "00:00:02", "Total": "00:01:00", "Rate": "00:00:05" }""",
                options => options.Timeout,
                new Timeouts
                {
                    Connect = TimeSpan.FromSeconds(2),
                    Total = TimeSpan.FromMinutes(1),
                    Rate = TimeSpan.FromSeconds(5),
                }),
        ],
        [nameof(HttpSessionOptions.Retry)] =
        [
            new("3", options => options.Retry!.Total, 3),
            new("\"None\"", options => options.Retry, RetryPolicy.None),
            new(
                """{ "Total": 2, "BackoffFactor": 0.5, "Jitter": "Full", "MaxDelay": "00:00:09" }""",
                options =>
                    (options.Retry!.Total, options.Retry.BackoffFactor, options.Retry.Jitter, options.Retry.MaxDelay),
                (2, 0.5, Jitter.Full, TimeSpan.FromSeconds(9))),
        ],
        [nameof(HttpSessionOptions.RetryBudget)] =
        [
            new(
                """{ "Share": 0.2, "PerSecond": 3 }""",
                options => (options.RetryBudget!.Share, options.RetryBudget.PerSecond),
                (0.2, 3.0)),
        ],
        [nameof(HttpSessionOptions.RateLimit)] =
        [
            new("\"10/s\"", options => options.RateLimit, RateLimit.PerSecond(10)),
            new("\"0.5 / min\"", options => options.RateLimit, RateLimit.PerMinute(0.5)),
            new("\"1000/h\"", options => options.RateLimit, new RateLimit(1000, TimeSpan.FromHours(1))),
            new("\"none\"", options => options.RateLimit, RateLimit.None),
            new(
                """{ "Permits": 10, "Per": "00:00:01", "Burst": 5, "Scope": "Session", "MaxPause": "00:00:09" }""",
                options => options.RateLimit,
                RateLimit.PerSecond(10, burst: 5) with
                {
                    Scope = RateLimitScope.Session,
                    MaxPause = TimeSpan.FromSeconds(9),
                }),
        ],
        [nameof(HttpSessionOptions.Redirects)] =
        [
            new("5", options => options.Redirects!.Max, 5),
            new("\"None\"", options => options.Redirects, RedirectPolicy.None),
            new(
                """{ "Max": 3, "AllowDowngrade": true }""",
                options => (options.Redirects!.Max, options.Redirects.AllowDowngrade),
                (3, true)),
        ],
        [nameof(HttpSessionOptions.Tls)] =
        [
            new(
                """{ "CaFile": "CA-FILE", "MinVersion": "Tls13", "ServerName": "h.example", "Pins": [ "PIN" ] }"""
                    .Replace("PIN", Pin, StringComparison.Ordinal),
                options => (
                    Path.GetFileName(options.Tls!.CaFile), options.Tls.MinVersion,
                    options.Tls.ServerName, options.Tls.Pins.Count),
                ("ca.pem", SslProtocols.Tls13, "h.example", 1)),
        ],
        [nameof(HttpSessionOptions.Version)] = [new("\"2.0\"", options => options.Version, HttpVersion.Version20)],
        [nameof(HttpSessionOptions.Proxy)] =
        [
            new(
                "\"http://user:secret@proxy.example:3128\"",
                options => options.Proxy!.ToString(),
                "http://***@proxy.example:3128"),
            new("\"none\"", options => ReferenceEquals(options.Proxy, Proxy.None), true),
        ],
        [nameof(HttpSessionOptions.Proxies)] =
        [
            new(
                """{ "https": "http://proxy.example:3128", "all": "none" }""",
                options => options.Proxies.ToString(),
                "https:// = http://proxy.example:3128, all:// = none"),
        ],
        [nameof(HttpSessionOptions.Environment)] =
        [
            new("\"None\"", options => options.Environment, EnvironmentOptions.None),
            new(
                """{ "Proxies": false }""",
                options => (options.Environment!.Proxies, options.Environment.Certificates),
                (false, true)),
        ],
        [nameof(HttpSessionOptions.Limits)] =
        [
            new(
                """{ "PerOrigin": 50, "Total": 100, "IdleExpiry": "00:00:30" }""",
                options => (options.Limits!.PerOrigin, options.Limits.Total, options.Limits.IdleExpiry),
                ((int?)50, (int?)100, TimeSpan.FromSeconds(30))),
        ],
        [nameof(HttpSessionOptions.AddressRules)] =
        [
            new("\"PublicOnly\"", options => options.AddressRules, AddressRules.PublicOnly),
            new(
                """{ "Deny": [ "10.0.0.0/8" ] }""",
                options => options.AddressRules!.ToString(),
                "not 10.0.0.0/8, everything else"),
        ],
        [nameof(HttpSessionOptions.UnixSocket)] =
        [
            new("\"/run/x.sock\"", options => options.UnixSocket, "/run/x.sock"),
        ],
        [nameof(HttpSessionOptions.AltSvc)] = [new("true", options => options.AltSvc, true)],
        [nameof(HttpSessionOptions.MaxResponseBytes)] = [new("1000", options => options.MaxResponseBytes, 1000L)],
        [nameof(HttpSessionOptions.ExpectContinue)] =
        [
            new("\"00:00:01\"", options => options.ExpectContinue, TimeSpan.FromSeconds(1)),
        ],
        [nameof(HttpSessionOptions.Compress)] = [new("\"gzip\"", options => options.Compress, ContentCoding.Gzip)],
        [nameof(HttpSessionOptions.Decompress)] = [new("false", options => options.Decompress, false)],
        [nameof(HttpSessionOptions.MeasureBodiesUpTo)] = [new("1000", options => options.MeasureBodiesUpTo, 1000)],
        [nameof(HttpSessionOptions.JsonOptions)] =
        [
            new("""{ "MaxDepth": 7 }""", options => options.JsonOptions!.MaxDepth, 7),
        ],
    };

    // What configuration can't hold. Refused: the binder or the session says so. Ignored: the binder passes it over in
    // silence, because the type is the platform's.
    internal static readonly Dictionary<string, (string Json, string Why)> Refused = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.Auth)] =
            ("\"Bearer x\"", "Credentials are made by code, which reads them where secrets are kept."),
        [nameof(HttpSessionOptions.Mounts)] = (
            """{ "https://h.example": { "Retry": 3 } }""",
            "A colon divides the keys of configuration, and each pattern has one."),
        [nameof(HttpSessionOptions.ContentCodings)] = ("\"gzip\"", "A coding is two functions."),
    };

    // Strictly (ErrorOnUnknownConfiguration) these are errors too.
    internal static readonly Dictionary<string, string> Ignored = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.Middleware)] = "Code.",
        [nameof(HttpSessionOptions.NetworkMiddleware)] = "Code.",
        [nameof(HttpSessionOptions.OnRequest)] = "Code.",
        [nameof(HttpSessionOptions.OnResponse)] = "Code.",
        [nameof(HttpSessionOptions.OnAttempt)] = "Code.",
        [nameof(HttpSessionOptions.PropagateContext)] = "Code.",
        [nameof(HttpSessionOptions.Resolve)] = "Code.",
        [nameof(HttpSessionOptions.ConfigureSocket)] = "Code.",
        [nameof(HttpSessionOptions.Transport)] = "An object with an owner.",
        [nameof(HttpSessionOptions.TimeProvider)] = "A clock is an object.",
        [nameof(HttpSessionOptions.LocalAddress)] = "IPAddress has no converter, and it is not ours to give it one.",
    };

    private static string PairsOf<T>(NamedValues<T> values) =>
        string.Join(' ', values.Select(one => $"{one.Key}={one.Value}"));
}
