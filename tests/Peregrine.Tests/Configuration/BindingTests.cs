using System.Net;
using System.Reflection;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>What the binder of Microsoft.Extensions.Configuration makes of a section of session options.</summary>
public sealed class BindingTests
{
    private static readonly Dictionary<string, OptionCase[]> Bound = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.BaseUrl)] = [new("\"https://api.example.com/v1?key=k\"", options => options.BaseUrl!.Text, "https://api.example.com/v1?key=k")],
        [nameof(HttpSessionOptions.Query)] = [new("""{ "key": "k", "page": 1 }""", options => PairsOf(options.Query), "key=k page=1")],
        [nameof(HttpSessionOptions.Headers)] = [new("""{ "Accept": "text/plain", "X-Tenant": "a" }""", options => PairsOf(options.Headers), "Accept=text/plain X-Tenant=a")],
        [nameof(HttpSessionOptions.Cookies)] = [new("\"None\"", options => ReferenceEquals(options.Cookies, CookieJar.None), true)],
        [nameof(HttpSessionOptions.Timeout)] =
        [
            new("10", options => options.Timeout, (Timeouts)10),
            new("0.5", options => options.Timeout, (Timeouts)0.5),
            new("\"00:00:10\"", options => options.Timeout, (Timeouts)TimeSpan.FromSeconds(10)),
            new("\"none\"", options => options.Timeout, Timeouts.None),
            new("""{ "Connect": "00:00:02", "Total": "00:01:00" }""", options => options.Timeout, new Timeouts { Connect = TimeSpan.FromSeconds(2), Total = TimeSpan.FromMinutes(1) }),
        ],
        [nameof(HttpSessionOptions.Retry)] =
        [
            new("3", options => options.Retry!.Total, 3),
            new("\"None\"", options => options.Retry, RetryPolicy.None),
            new("""{ "Total": 2, "BackoffFactor": 0.5, "Jitter": "Full", "MaxDelay": "00:00:09" }""", options => (options.Retry!.Total, options.Retry.BackoffFactor, options.Retry.Jitter, options.Retry.MaxDelay), (2, 0.5, Jitter.Full, TimeSpan.FromSeconds(9))),
        ],
        [nameof(HttpSessionOptions.RetryBudget)] = [new("""{ "Share": 0.2, "PerSecond": 3 }""", options => (options.RetryBudget!.Share, options.RetryBudget.PerSecond), (0.2, 3.0))],
        [nameof(HttpSessionOptions.Redirects)] =
        [
            new("5", options => options.Redirects!.Max, 5),
            new("\"None\"", options => options.Redirects, RedirectPolicy.None),
            new("""{ "Max": 3, "AllowDowngrade": true }""", options => (options.Redirects!.Max, options.Redirects.AllowDowngrade), (3, true)),
        ],
        [nameof(HttpSessionOptions.Tls)] = [new("""{ "CaFile": "CA-FILE", "MinVersion": "Tls13", "ServerName": "h.example", "Pins": [ "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" ] }""", options => (Path.GetFileName(options.Tls!.CaFile), options.Tls.MinVersion, options.Tls.ServerName, options.Tls.Pins.Count), ("ca.pem", SslProtocols.Tls13, "h.example", 1))],
        [nameof(HttpSessionOptions.Version)] = [new("\"2.0\"", options => options.Version, HttpVersion.Version20)],
        [nameof(HttpSessionOptions.Proxy)] =
        [
            new("\"http://user:secret@proxy.example:3128\"", options => options.Proxy!.ToString(), "http://***@proxy.example:3128"),
            new("\"none\"", options => ReferenceEquals(options.Proxy, Proxy.None), true),
        ],
        [nameof(HttpSessionOptions.Proxies)] = [new("""{ "https": "http://proxy.example:3128", "all": "none" }""", options => options.Proxies.ToString(), "https:// = http://proxy.example:3128, all:// = none")],
        [nameof(HttpSessionOptions.Environment)] =
        [
            new("\"None\"", options => options.Environment, EnvironmentOptions.None),
            new("""{ "Proxies": false }""", options => (options.Environment!.Proxies, options.Environment.Certificates), (false, true)),
        ],
        [nameof(HttpSessionOptions.Limits)] = [new("""{ "PerOrigin": 50, "Total": 100, "IdleExpiry": "00:00:30" }""", options => (options.Limits!.PerOrigin, options.Limits.Total, options.Limits.IdleExpiry), ((int?)50, (int?)100, TimeSpan.FromSeconds(30)))],
        [nameof(HttpSessionOptions.AddressRules)] =
        [
            new("\"PublicOnly\"", options => options.AddressRules, AddressRules.PublicOnly),
            new("""{ "Deny": [ "10.0.0.0/8" ] }""", options => options.AddressRules!.ToString(), "not 10.0.0.0/8, everything else"),
        ],
        [nameof(HttpSessionOptions.UnixSocket)] = [new("\"/run/x.sock\"", options => options.UnixSocket, "/run/x.sock")],
        [nameof(HttpSessionOptions.AltSvc)] = [new("true", options => options.AltSvc, true)],
        [nameof(HttpSessionOptions.MaxResponseBytes)] = [new("1000", options => options.MaxResponseBytes, 1000L)],
        [nameof(HttpSessionOptions.ExpectContinue)] = [new("\"00:00:01\"", options => options.ExpectContinue, TimeSpan.FromSeconds(1))],
        [nameof(HttpSessionOptions.Compress)] = [new("\"gzip\"", options => options.Compress, ContentCoding.Gzip)],
        [nameof(HttpSessionOptions.Decompress)] = [new("false", options => options.Decompress, false)],
        [nameof(HttpSessionOptions.MeasureBodiesUpTo)] = [new("1000", options => options.MeasureBodiesUpTo, 1000)],
        [nameof(HttpSessionOptions.JsonOptions)] = [new("""{ "MaxDepth": 7 }""", options => options.JsonOptions!.MaxDepth, 7)],
    };

    // What configuration can't hold. Refused: the binder or the session says so. Ignored: the binder passes it over in silence, because the type is the platform's.
    private static readonly Dictionary<string, (string Json, string Why)> Refused = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.Auth)] = ("\"Bearer x\"", "Credentials are made by code, which reads them where secrets are kept."),
        [nameof(HttpSessionOptions.Mounts)] = ("""{ "https://h.example": { "Retry": 3 } }""", "A colon divides the keys of configuration, and each pattern has one."),
        [nameof(HttpSessionOptions.ContentCodings)] = ("\"gzip\"", "A coding is two functions."),
    };

    // Strictly (ErrorOnUnknownConfiguration) these are errors too.
    private static readonly Dictionary<string, string> Ignored = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.Middleware)] = "Code.",
        [nameof(HttpSessionOptions.NetworkMiddleware)] = "Code.",
        [nameof(HttpSessionOptions.OnRequest)] = "Code.",
        [nameof(HttpSessionOptions.OnResponse)] = "Code.",
        [nameof(HttpSessionOptions.Resolve)] = "Code.",
        [nameof(HttpSessionOptions.ConfigureSocket)] = "Code.",
        [nameof(HttpSessionOptions.Transport)] = "An object with an owner.",
        [nameof(HttpSessionOptions.TimeProvider)] = "A clock is an object.",
        [nameof(HttpSessionOptions.LocalAddress)] = "IPAddress has no converter, and it is not ours to give it one.",
    };

    public static TheoryData<string, int> Cases => [.. Bound.SelectMany(one => one.Value.Select((_, index) => (one.Key, index)))];

    public static TheoryData<string> IgnoredOptions => [.. Ignored.Keys];

    public static TheoryData<string> RefusedOptions => [.. Refused.Keys];

    [Fact]
    public void Every_option_is_bound_or_has_a_reason()
    {
        var options = typeof(HttpSessionOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.SetMethod is { IsPublic: true }).Select(one => one.Name);

        Assert.Equal(options.Order(), Bound.Keys.Concat(Refused.Keys).Concat(Ignored.Keys).Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_option_is_bound(string name, int index)
    {
        using var folder = new TemporaryFolder();
        using var authority = System.Security.Cryptography.ECDsa.Create();
        using var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=a", authority, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = Path.Combine(folder.Path, "ca.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        var one = Bound[name][index];
        var section = Section($$"""{ "{{name}}": {{one.Json.Replace("CA-FILE", file, StringComparison.Ordinal)}} }""");
        var strictly = section.Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true)!;
        HttpSessionOptions bound = new();
        section.Bind(bound);

        Assert.Equal(one.Expected, one.Seen(section.Get<HttpSessionOptions>()!));
        Assert.Equal(one.Expected, one.Seen(strictly));
        Assert.Equal(one.Expected, one.Seen(bound));
        using var session = new HttpSession(bound);
    }

    [Theory]
    [MemberData(nameof(RefusedOptions))]
    public void What_can_not_be_bound_is_an_error_and_never_dropped(string name)
    {
        var section = Section($$"""{ "{{name}}": {{Refused[name].Json}} }""");

        Assert.ThrowsAny<Exception>(() => section.Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true));
        Assert.True(Fails(() => section.Get<HttpSessionOptions>()!), $"{name} was dropped in silence.");
    }

    [Theory]
    [InlineData(nameof(HttpSessionOptions.Proxy), "gopher://h.example")]
    [InlineData(nameof(HttpSessionOptions.Proxy), "")]
    [InlineData(nameof(HttpSessionOptions.Proxy), "http://a b")]
    [InlineData(nameof(HttpSessionOptions.BaseUrl), "ftp://h.example")]
    [InlineData(nameof(HttpSessionOptions.BaseUrl), "not absolute")]
    [InlineData(nameof(HttpSessionOptions.Timeout), "soon")]
    [InlineData(nameof(HttpSessionOptions.Timeout), "-1")]
    [InlineData(nameof(HttpSessionOptions.Timeout), "NaN")]
    [InlineData(nameof(HttpSessionOptions.Timeout), "1 day")]
    [InlineData(nameof(HttpSessionOptions.Retry), "often")]
    [InlineData(nameof(HttpSessionOptions.Retry), "-1")]
    [InlineData(nameof(HttpSessionOptions.Redirects), "yes")]
    [InlineData(nameof(HttpSessionOptions.AddressRules), "Public")]
    [InlineData(nameof(HttpSessionOptions.Environment), "some")]
    [InlineData(nameof(HttpSessionOptions.Tls), "Insecure")]
    [InlineData(nameof(HttpSessionOptions.Limits), "50")]
    [InlineData(nameof(HttpSessionOptions.RetryBudget), "0.2")]
    [InlineData(nameof(HttpSessionOptions.Cookies), "cookies.txt")]
    [InlineData(nameof(HttpSessionOptions.Compress), "zip")]
    [InlineData(nameof(HttpSessionOptions.Headers), "Accept")]
    [InlineData(nameof(HttpSessionOptions.Query), "a=b")]
    [InlineData(nameof(HttpSessionOptions.Proxies), "http://proxy.example")]
    [InlineData(nameof(HttpSessionOptions.Mounts), "https://")]
    [InlineData(nameof(HttpSessionOptions.Version), "two")]
    [InlineData("Proxy:Url", "http://proxy.example")]
    [InlineData("Proxies:https://", "http://proxy.example")]
    [InlineData("Proxies:ftp", "http://proxy.example")]
    [InlineData("Proxies:https", "gopher://proxy.example")]
    [InlineData("Mounts:https:Retry", "3")]
    [InlineData("Proxies:https://h.example:8443", "http://proxy.example")]
    [InlineData("Mounts:https://h.example:Retry", "3")]
    [InlineData("Headers:X A", "v")]
    [InlineData("Headers:Content-Length", "7")]
    [InlineData("Headers:X", "a\r\nb")]
    [InlineData("Query:tag:0", "a")]
    [InlineData("Auth:Token", "x")]
    [InlineData("Retry:BackoffFactor", "2")]
    [InlineData("Tls:CaFile", "/there/is/none.pem")]
    public void What_can_not_be_read_is_an_error_and_never_dropped(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:" + key, value)]).Build();

        Assert.True(Fails(() => configuration.GetSection("Shop").Get<HttpSessionOptions>()!), $"{key} was dropped in silence.");
        Assert.ThrowsAny<Exception>(() => new HttpSession(configuration.GetSection("Shop").Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true)));
    }

    [Theory]
    [MemberData(nameof(IgnoredOptions))]
    public void What_the_binder_passes_over_is_an_error_when_it_is_strict(string name)
    {
        var section = Section($$"""{ "{{name}}": "x" }""");

        Assert.ThrowsAny<Exception>(() => section.Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true));
    }

    [Theory]
    [InlineData("Headers:X:0", "v")]
    [InlineData("Retry:Methods:0", "POST")]
    [InlineData("Tls:ClientCertificate", "client.pem")]
    [InlineData("Tls:Authorities:0", "ca.pem")]
    [InlineData("Proxi", "http://proxy.example")]
    public void What_the_library_can_not_see_is_an_error_when_the_binder_is_strict(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:" + key, value), KeyValuePair.Create<string, string?>("Shop:Retry:Total", "1")]).Build();

        Assert.ThrowsAny<Exception>(() => configuration.GetSection("Shop").Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true));
    }

    [Fact]
    public void The_error_names_the_path_and_the_reason()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:Timeout", "soon")]).Build();

        var refused = Assert.Throws<InvalidOperationException>(() => configuration.GetSection("Shop").Get<HttpSessionOptions>());

        Assert.Contains("Shop:Timeout", refused.Message, StringComparison.Ordinal);
        Assert.Contains("number of seconds", refused.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_section_makes_a_session()
    {
        var options = Section("""
            {
              "BaseUrl": "https://api.example.com/v1",
              "Headers": { "X-Tenant": "a" },
              "Query": { "key": "k" },
              "Timeout": { "Connect": "00:00:02" },
              "Retry": 3,
              "Proxy": "socks5h://proxy.example:1080",
              "Limits": { "PerOrigin": 50 },
              "MaxResponseBytes": 1000
            }
            """).Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true)!;
        using var session = new HttpSession(options);

        var request = session.Build(HttpMethod.Get, "/users");

        Assert.Equal("https://api.example.com/v1/users?key=k", request.Url.AbsoluteUri);
        Assert.Equal("a", request.Headers["X-Tenant"]);
        Assert.Equal("socks5h://proxy.example:1080", options.Proxy!.ToString());
    }

    [Theory]
    [InlineData("Proxy", "gopher://user:secret@h.example")]
    [InlineData("Proxies:https", "gopher://user:secret@h.example")]
    [InlineData("Auth", "Bearer secret")]
    [InlineData("BaseUrl", "ftp://user:secret@h.example")]
    public void The_error_shows_no_secret(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:" + key, value)]).Build();

        foreach (var isStrict in new[] { false, true })
        {
            var refused = Assert.ThrowsAny<Exception>(() => new HttpSession(configuration.GetSection("Shop").Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = isStrict)));

            Assert.DoesNotContain("secret@", refused.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Bearer", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_is_a_dictionary_to_who_asks_for_one()
    {
        HeaderValues headers = new() { { "A", "1" }, { "a", "2" }, { "B", null } };
        Proxies proxies = new() { ["https://h.example"] = "http://p.example:1" };
        IDictionary<string, string?> list = headers;
        IDictionary<string, Proxy> rules = proxies;
        var pairs = new KeyValuePair<string, string?>[4];
        list.CopyTo(pairs, 1);
        list["c"] = "3";
        list.Add(KeyValuePair.Create<string, string?>("D", "4"));

        Assert.Equal(["A", "a", "B", "c", "D"], list.Keys);
        Assert.Equal(["1", "2", null, "3", "4"], list.Values);
        Assert.Equal("B", pairs[3].Key);
        Assert.True(list.ContainsKey("d"));
        Assert.True(list.TryGetValue("a", out var first));
        Assert.Equal("1", first);
        Assert.Contains(KeyValuePair.Create<string, string?>("D", "4"), list);
        Assert.True(list.Remove(KeyValuePair.Create<string, string?>("D", "4")));
        Assert.False(list.Remove(KeyValuePair.Create<string, string?>("D", "4")));
        Assert.False(list.IsReadOnly);
        Assert.True(rules.TryGetValue("https://h.example", out _));
        Assert.False(rules.TryGetValue("https://other.example", out _));
        rules.Clear();
        Assert.Empty(proxies);
        using var session = new HttpSession(new() { Headers = headers, Proxies = proxies });
    }

    private static bool Fails(Func<HttpSessionOptions> bind)
    {
        try
        {
            using var session = new HttpSession(bind());
            return false;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or TargetInvocationException)
        {
            return true;
        }
    }

    private static string PairsOf<T>(NamedValues<T> values) => string.Join(' ', values.Select(one => $"{one.Key}={one.Value}"));

    private static IConfigurationSection Section(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Shop": {{json}} }"""))).Build().GetSection("Shop");
}
