using System.Net;
using System.Reflection;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Peregrine;

public sealed class ConfigurationTests
{
    private const string Everything =
        """
        {
          "Shop": {
            "BaseUrl": "https://user:pass@shop.example/v1",
            "Query": { "page": 1, "tag": ["a", "b"] },
            "Headers": { "Accept": "application/json", "X-List": ["one", "two"], "User-Agent": null },
            "Cookies": "None",
            "Timeout": {
              "Pool": 1, "Connect": "00:00:02", "Send": 2.5, "Read": "None", "Total": 10, "Rate": "00:01:00"
            },
            "Retry": {
              "Total": 3, "Connect": 1, "Read": 2, "Status": 3, "Other": 0, "BackoffFactor": 0.5,
              "StatusCodes": [500, 503], "Methods": "GET, POST", "MaxDelay": 30, "MaxRetryAfter": "00:00:10",
              "Jitter": "full", "RespectRetryAfter": false, "ThrowWhenSpent": true, "IdempotencyKey": true
            },
            "RetryBudget": { "Share": 0.2, "PerSecond": 5 },
            "RateLimit": { "PerSecond": 10, "Burst": 5, "Scope": "Session", "MaxPause": 60 },
            "Redirects": {
              "Max": 3, "AllowDowngrade": true, "KeepHeaders": ["X-List"], "KeepBody": true, "KeepPost": true
            },
            "MaxResponseBytes": 1000, "MeasureBodiesUpTo": 2000, "ExpectContinue": 1, "Compress": "gzip",
            "Decompress": true, "Version": "2", "Proxy": "http://user:pass@proxy.example:3128",
            "Tls": {
              "TrustSystem": false, "MinVersion": "Tls13", "ServerName": "inner.example", "Revocation": "Online"
            },
            "Proxies": { "https": "none" },
            "Environment": { "Proxies": false, "Certificates": false, "Ignored": ["NO_PROXY"] },
            "Limits": {
              "PerOrigin": 50, "Total": "None", "IdleExpiry": 30, "Lifetime": "00:10:00",
              "MaxResponseHeadBytes": 300000
            },
            "AddressRules": {
              "Deny": ["10.0.0.0/8"], "Allow": "192.0.2.0/24", "AllowUnixSockets": true, "AllowProxies": true
            },
            "AltSvc": true, "LocalAddress": "127.0.0.1"
          }
        }
        """;

    [Fact]
    public void What_code_has_set_stays_where_the_configuration_changes_a_part_of_it()
    {
        var settings = new Settings(
            ("Shop:AddressRules:AllowProxies", "true"), ("Shop:Tls:MinVersion", "Tls13"),
            ("Shop:Environment:Ignored:0", "HTTP_PROXY"));
        var services = new ServiceCollection();
        services.AddHttpSession("shop", options =>
        {
            options.AddressRules = AddressRules.PublicOnly;
            options.Tls = new TlsOptions { ServerName = "inner.example" };
            options.Environment = EnvironmentOptions.None;
        });
        services.AddHttpSession("shop", settings.Shop);
        using var container = services.BuildServiceProvider();

        var options = container.GetRequiredService<IOptionsMonitor<HttpSessionOptions>>().Get("shop");

        Assert.Equal(AddressRules.PublicOnly with { AllowProxies = true }, options.AddressRules);
        Assert.Equal("inner.example", options.Tls!.ServerName);
        Assert.Equal(SslProtocols.Tls13, options.Tls.MinVersion);
        Assert.False(options.Environment!.Proxies);
    }

    [Fact]
    public void Every_option_can_be_said()
    {
        var options = Read(Everything);

        Assert.Equal("https://shop.example/v1/x?page=1&tag=a&tag=b", Sent(options).Url.OriginalString);
        var headers = Sent(options).Headers;
        Assert.Equal(("application/json", null), (headers["Accept"], headers["User-Agent"]));
        Assert.Equal(["one", "two"], headers.GetAll("X-List"));
        Assert.Same(CookieJar.None, options.Cookies);
        Assert.Equal(
            new Timeouts
            {
                Pool = Seconds(1),
                Connect = Seconds(2),
                Send = Seconds(2.5),
                Read = Timeout.InfiniteTimeSpan,
                Total = Seconds(10),
                Rate = Seconds(60),
            },
            options.Timeout);
        var retry = options.Retry!;
        Assert.Equal((3, 1, 2, 3, 0), (retry.Total, retry.Connect, retry.Read, retry.Status, retry.Other));
        Assert.Equal(0.5, retry.BackoffFactor);
        Assert.Equal([500, 503], retry.StatusCodes);
        Assert.Equal([HttpMethod.Get, HttpMethod.Post], retry.Methods);
        Assert.Equal((Seconds(30), Seconds(10), Jitter.Full), (retry.MaxDelay, retry.MaxRetryAfter, retry.Jitter));
        Assert.Equal((false, true, true), (retry.RespectRetryAfter, retry.ThrowWhenSpent, retry.IdempotencyKey));
        Assert.Equal((0.2, 5), (options.RetryBudget!.Share, options.RetryBudget.PerSecond));
        Assert.Equal(
            RateLimit.PerSecond(10, 5) with { Scope = RateLimitScope.Session, MaxPause = Seconds(60) },
            options.RateLimit);
        var redirects = options.Redirects!;
        Assert.Equal(
            (3, true, true, true),
            (redirects.Max, redirects.AllowDowngrade, redirects.KeepBody, redirects.KeepPost));
        Assert.Equal(["X-List"], redirects.KeepHeaders);
        Assert.Equal((1000, 2000), (options.MaxResponseBytes, options.MeasureBodiesUpTo));
        Assert.Equal(
            (Seconds(1), ContentCoding.Gzip, true),
            (options.ExpectContinue, options.Compress, options.Decompress));
        Assert.Equal(HttpVersion.Version20, options.Version);
        Assert.Equal("http://***@proxy.example:3128", options.Proxy!.ToString());
        var tls = options.Tls!;
        Assert.Equal((false, SslProtocols.Tls13, "inner.example"), (tls.TrustSystem, tls.MinVersion, tls.ServerName));
        Assert.Equal("https:// = none", options.Proxies.ToString());
        Assert.Equal((false, false), (options.Environment!.Proxies, options.Environment.Certificates));
        Assert.Equal(["NO_PROXY"], options.Environment.Ignored);
        Assert.Equal(
            new Limits
            {
                PerOrigin = 50,
                IdleExpiry = Seconds(30),
                Lifetime = TimeSpan.FromMinutes(10),
                MaxResponseHeadBytes = 300_000,
            },
            options.Limits);
        var rules = options.AddressRules!;
        Assert.Equal((true, true), (rules.AllowUnixSockets, rules.AllowProxies));
        Assert.Equal(["10.0.0.0/8"], rules.Deny);
        Assert.Equal(["192.0.2.0/24"], rules.Allow);
        Assert.Equal((true, IPAddress.Loopback), (options.AltSvc, options.LocalAddress));
    }

    [Theory]
    [InlineData("Timeout", "5", "00:00:05")]
    [InlineData("Timeout", "00:00:30", "00:00:30")]
    [InlineData("Timeout", "None", "-00:00:00.0010000")]
    [InlineData("Timeout:Read", "0.5", "00:00:00.5000000")]
    public void A_number_is_seconds(string key, string text, string read) =>
        Assert.Equal(read, Filled(("Shop:" + key, text)).Timeout!.Read.ToString());

    [Fact]
    public void An_empty_text_beside_members_says_nothing()
    {
        var options = Filled(
            ("Shop:Retry", ""), ("Shop:Retry:Total", "2"), ("Shop:Timeout", ""), ("Shop:Timeout:Read", "7"),
            ("Shop:Headers", ""), ("Shop:Headers:Accept", "text/plain"), ("Shop:RateLimit", ""),
            ("Shop:RateLimit:PerSecond", "3"), ("Shop:Limits", ""), ("Shop:Limits:PerOrigin", "4"));

        Assert.Equal((2, Seconds(7)), (options.Retry!.Total, options.Timeout!.Read));
        Assert.Equal(("text/plain", 4), (options.Headers["Accept"], options.Limits!.PerOrigin));
        Assert.Equal(RateLimit.PerSecond(3), options.RateLimit);
    }

    [Fact]
    public void A_text_and_members_from_two_sources_are_one_option()
    {
        var options = Filled(
            ("Shop:Retry", "2"), ("Shop:Retry:BackoffFactor", "0.1"),
            ("Shop:Timeout", "7"), ("Shop:Timeout:Connect", "1"),
            ("Shop:RateLimit", "600/m"), ("Shop:RateLimit:Burst", "3"));

        Assert.Equal((2, 0.1), (options.Retry!.Total, options.Retry.BackoffFactor));
        Assert.Equal((Seconds(1), Seconds(7)), (options.Timeout!.Connect, options.Timeout.Read));
        Assert.Equal(RateLimit.PerMinute(600, 3), options.RateLimit);
    }

    [Fact]
    public void Several_sections_of_one_session_add_up()
    {
        var settings = new Settings(
            ("Common:Timeout:Connect", "1"), ("Common:Retry", "2"), ("Common:Headers:X-Team", "a"),
            ("Shop:Timeout:Read", "3"), ("Shop:Retry:BackoffFactor", "0"), ("Shop:Headers:X-Shop", "b"));
        var services = new ServiceCollection();
        services.AddHttpSession("shop", settings.All.GetSection("Common"));
        services.AddHttpSession("shop", settings.Shop);
        using var container = services.BuildServiceProvider();
        var options = OptionsOf(container);

        Assert.Equal((Seconds(1), Seconds(3)), (options.Timeout!.Connect, options.Timeout.Read));
        Assert.Equal((2, 0), (options.Retry!.Total, options.Retry.BackoffFactor));
        Assert.Equal(("a", "b"), (options.Headers["X-Team"], options.Headers["X-Shop"]));
    }

    [Fact]
    public void A_null_says_nothing_and_names_have_no_case()
    {
        var options = Read("""{ "Shop": { "retry": null, "timeout": { "READ": 3, "Send": null } } }""");

        Assert.Null(options.Retry);
        Assert.Equal(new Timeouts { Read = Seconds(3) }, options.Timeout);
    }

    [Fact]
    public void A_null_in_a_list_is_a_fault_with_its_path()
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(
            """{ "Shop": { "Retry": { "Total": 1, "StatusCodes": [503, null] }, "Headers": { "X": ["a", null] } } }"""u8
                .ToArray())).Build();
        var options = new HttpSessionOptions();

        new ConfiguredOptions("shop", configuration.GetSection("Shop")).Configure("shop", options);

        Assert.Equal(
            ["Shop:Headers:X: it is one text, and not null.", "Shop:Retry:StatusCodes: it is one text, and not null."],
            ConfigurationFaults.Of(options));
    }

    /// <summary>An option that comes later has to be decided about: read here, or set in code alone.</summary>
    [Fact]
    public void Every_option_is_read_or_said_to_be_set_in_code()
    {
        var names = typeof(HttpSessionOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(option => option.CanWrite).Select(option => option.Name);

        Assert.All(names, name => Assert.True(
            OptionMembers.OfSession.ContainsKey(name) || SetInCode.Says<HttpSessionOptions>(name) is not null, name));
    }

    /// <summary>The same for the members of each option.</summary>
    [Theory]
    [InlineData(typeof(Timeouts), "Timeout", "")]
    [InlineData(typeof(RetryPolicy), "Retry", "Verdict")]
    [InlineData(typeof(RedirectPolicy), "Redirects", "Verdict")]
    [InlineData(typeof(RateLimit), "RateLimit", "Store")]
    [InlineData(typeof(Limits), "Limits", "")]
    [InlineData(typeof(EnvironmentOptions), "Environment", "")]
    [InlineData(typeof(AddressRules), "AddressRules", "")]
    [InlineData(typeof(TlsOptions), "Tls", "Authorities ClientCertificate ClientCertificateChain")]
    public void Every_member_of_an_option_is_read(Type type, string option, string inCode)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.CanWrite);
        foreach (var member in members)
        {
            var faults = Faults(($"Shop:{option}:{member.Name}", "\u0001"));

            Assert.Equal(
                inCode.Split(' ').Contains(member.Name),
                faults.Any(fault => fault.Contains("there is no such option", StringComparison.Ordinal)));
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static HttpSessionOptions Read(string json) => Filled(new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("Shop"));

    private static HttpSessionOptions Filled(params (string Key, string? Value)[] values) =>
        Filled(new Settings(values).Shop);

    private static HttpSessionOptions Filled(IConfiguration section)
    {
        var options = new HttpSessionOptions();
        new ConfiguredOptions("shop", section).Configure("shop", options);
        Assert.Empty(ConfigurationFaults.Of(options));
        return options;
    }

    private static IReadOnlyList<string> Faults(params (string Key, string? Value)[] values)
    {
        var options = new HttpSessionOptions();
        new ConfiguredOptions("shop", new Settings(values).Shop).Configure("shop", options);
        return ConfigurationFaults.Of(options);
    }

    private static HttpSessionOptions OptionsOf(IServiceProvider container) => container
        .GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<HttpSessionOptions>>().Get("shop");

    private static Request Sent(HttpSessionOptions options)
    {
        using var session = new HttpSession(options);
        return session.Build(HttpMethod.Get, "/x");
    }
}
