using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// For each type of an option two values that differ from each other and from the default. An option of a new type
/// needs a row here.
/// </summary>
internal static class OptionValues
{
    private static readonly ConcurrentDictionary<(Type Type, int Which), object> Made = new();

    private static readonly Dictionary<Type, Func<int, object>> Makers = new()
    {
        [typeof(bool?)] = which => which == 2,
        [typeof(int?)] = which => which + 1000,
        [typeof(long?)] = which => which + 1000L,
        [typeof(string)] = which => $"/run/option-{which}.sock",
        [typeof(object)] = which => $"json {which}",
        [typeof(TimeSpan?)] = which => TimeSpan.FromSeconds(which),
        [typeof(Version)] = which => which == 1 ? HttpVersion.Version11 : HttpVersion.Version20,
        [typeof(IPAddress)] = which => new IPAddress([127, 0, 0, (byte)which]),
        [typeof(Url)] = which => (Url)$"https://option-{which}.example/v{which}",
        [typeof(QueryValues)] = which => new QueryValues { ["option"] = which },
        [typeof(HeaderValues)] = which => new HeaderValues { ["X-Option"] = $"{which}" },
        [typeof(CookieValues)] = which => new CookieValues { ["option"] = $"{which}" },
        [typeof(FormValues)] = which => new FormValues { ["option"] = which },
        [typeof(FormFiles)] = which => new FormFiles { ["option"] = Upload.Text(new string('x', which)) },
        [typeof(Body)] = which => Body.Text($"body {which}"),
        [typeof(CookieJar)] = _ => new CookieJar(),
        [typeof(Auth)] = which => Auth.Bearer($"option-{which}"),
        [typeof(Timeouts)] = which => new Timeouts { Connect = TimeSpan.FromSeconds(which) },
        [typeof(RetryPolicy)] = which => new RetryPolicy(which + 10),
        [typeof(RetryBudget)] = which => new RetryBudget(which / 10.0, which),
        [typeof(RateLimit)] = which => RateLimit.PerSecond(which),
        [typeof(RedirectPolicy)] = which => new RedirectPolicy { Max = which },
        [typeof(TlsOptions)] = which => new TlsOptions { ServerName = $"option-{which}.example" },
        [typeof(Mounts)] = which => new Mounts { ["https://"] = new() { Retry = new RetryPolicy(which + 20) } },
        [typeof(IList<Middleware>)] = which => new List<Middleware> { (request, _) => throw Unasked(which, request) },
        [typeof(Action<Request>)] = which => new Action<Request>(request => throw Unasked(which, request)),
        [typeof(Action<Response>)] = which => new Action<Response>(response => throw Unasked(which, response)),
        [typeof(Action<Request, Attempt>)] =
            which => new Action<Request, Attempt>((request, _) => throw Unasked(which, request)),
        [typeof(Func<Uri, bool>)] = which => new Func<Uri, bool>(url => throw Unasked(which, url.Host)),
        [typeof(Action<Socket>)] = which => new Action<Socket>(socket => throw Unasked(which, socket)),
        [typeof(Func<string, CancellationToken, ValueTask<IPAddress[]>>)] =
            which => new Func<string, CancellationToken, ValueTask<IPAddress[]>>(
                (name, _) => throw Unasked(which, name)),
        [typeof(Proxy)] = which => (Proxy)$"http://proxy-{which}.example",
        [typeof(Proxies)] = which => new Proxies { ["https://"] = $"http://rule-{which}.example" },
        [typeof(EnvironmentOptions)] =
            which => which == 1 ? EnvironmentOptions.None : new EnvironmentOptions { Certificates = false },
        [typeof(Limits)] = which => new Limits { PerOrigin = which },
        [typeof(AddressRules)] = which => new AddressRules { Deny = [$"10.{which}.0.0/16"] },
        [typeof(ContentCodings)] =
            which => new ContentCodings { new ContentCoding($"x-option-{which}", coded => coded) },
        [typeof(ContentCoding)] = which => which == 1 ? ContentCoding.Gzip : ContentCoding.Brotli,
        [typeof(JsonSerializerOptions)] = which => new JsonSerializerOptions { MaxDepth = which + 10 },
        [typeof(HttpMessageHandler)] = _ => new FakeServer(),
        [typeof(TimeProvider)] = _ => new FakeTime(),
        [typeof(IProgress<Transfer>)] = _ => new Progress<Transfer>(),
        [typeof(IDictionary<string, object?>)] =
            which => new Dictionary<string, object?>(StringComparer.Ordinal) { ["option"] = which },
    };

    /// <summary>The options that can be set.</summary>
    internal static IReadOnlyList<string> NamesOf(Type options) =>
    [
        .. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(one => one.SetMethod is { IsPublic: true }).Select(one => one.Name),
    ];

    /// <summary>The first or the second value of an option; each time the same object.</summary>
    internal static object Of(PropertyInfo option, int which) => Makers.TryGetValue(option.PropertyType, out var maker)
        ? Made.GetOrAdd((option.PropertyType, which), key => maker(key.Which))
        : throw new InvalidOperationException($"{option.Name} is a {option.PropertyType}, without a row here.");

    // What code of the caller's throws; it is never called here. The number keeps the two values apart.
    private static InvalidOperationException Unasked(int which, object about) => new($"{which}: {about}");

    /// <summary>Sets an option to a value of these and gives the options.</summary>
    internal static T With<T>(T options, string name, int which)
        where T : class
    {
        var option = typeof(T).GetProperty(name)!;
        option.SetValue(options, Of(option, which));
        return options;
    }
}
