using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>What the binder of Microsoft.Extensions.Configuration makes of a section of session options.</summary>
public sealed class BindingTests
{
    public static TheoryData<string, int> Cases =>
        [.. BoundOptions.Bound.SelectMany(one => one.Value.Select((_, index) => (one.Key, index)))];

    public static TheoryData<string> IgnoredOptions => [.. BoundOptions.Ignored.Keys];

    public static TheoryData<string> RefusedOptions => [.. BoundOptions.Refused.Keys];

    [Fact]
    public void Every_option_is_bound_or_has_a_reason()
    {
        var options = typeof(HttpSessionOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(one => one.SetMethod is { IsPublic: true }).Select(one => one.Name);

        Assert.Equal(
            options.Order(),
            BoundOptions.Bound.Keys.Concat(BoundOptions.Refused.Keys).Concat(BoundOptions.Ignored.Keys).Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_option_is_bound(string name, int index)
    {
        using var folder = new TemporaryFolder();
        using var authority = System.Security.Cryptography.ECDsa.Create();
        using var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=a", authority, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = Path.Combine(folder.Path, "ca.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        var one = BoundOptions.Bound[name][index];
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
        var section = Section($$"""{ "{{name}}": {{BoundOptions.Refused[name].Json}} }""");

        Assert.ThrowsAny<Exception>(
            () => section.Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true));
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
    [InlineData(nameof(HttpSessionOptions.RateLimit), "10")]
    [InlineData(nameof(HttpSessionOptions.RateLimit), "0/s")]
    [InlineData(nameof(HttpSessionOptions.RateLimit), "-1/s")]
    [InlineData(nameof(HttpSessionOptions.RateLimit), "10/day")]
    [InlineData("RateLimit:PerSecond", "10")]
    [InlineData("RateLimit:Permits", "10")]
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
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:" + key, value)]).Build();

        Assert.True(
            Fails(() => configuration.GetSection("Shop").Get<HttpSessionOptions>()!), $"{key} was dropped in silence.");
        Assert.ThrowsAny<Exception>(() => new HttpSession(configuration.GetSection("Shop").Get<HttpSessionOptions>(
            binder => binder.ErrorOnUnknownConfiguration = true)));
    }

    [Theory]
    [MemberData(nameof(IgnoredOptions))]
    public void What_the_binder_passes_over_is_an_error_when_it_is_strict(string name)
    {
        var section = Section($$"""{ "{{name}}": "x" }""");

        Assert.ThrowsAny<Exception>(
            () => section.Get<HttpSessionOptions>(binder => binder.ErrorOnUnknownConfiguration = true));
    }

    [Theory]
    [InlineData("Headers:X:0", "v")]
    [InlineData("Retry:Methods:0", "POST")]
    [InlineData("Tls:ClientCertificate", "client.pem")]
    [InlineData("Tls:Authorities:0", "ca.pem")]
    [InlineData("Proxi", "http://proxy.example")]
    public void What_the_library_can_not_see_is_an_error_when_the_binder_is_strict(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create<string, string?>("Shop:" + key, value),
            KeyValuePair.Create<string, string?>("Shop:Retry:Total", "1"),
        ]).Build();

        Assert.ThrowsAny<Exception>(() => configuration.GetSection("Shop").Get<HttpSessionOptions>(
            binder => binder.ErrorOnUnknownConfiguration = true));
    }

    [Fact]
    public void The_error_names_the_path_and_the_reason()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:Timeout", "soon")]).Build();

        var refused = Assert.Throws<InvalidOperationException>(
            () => configuration.GetSection("Shop").Get<HttpSessionOptions>());

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
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Shop:" + key, value)]).Build();

        foreach (var isStrict in new[] { false, true })
        {
            var refused = Assert.ThrowsAny<Exception>(
                () => new HttpSession(configuration.GetSection("Shop").Get<HttpSessionOptions>(
                    binder => binder.ErrorOnUnknownConfiguration = isStrict)));

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

    private static IConfigurationSection Section(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Shop": {{json}} }""")))
            .Build().GetSection("Shop");
}
