using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Peregrine;

public sealed class FaultTests
{
    [Fact]
    public void All_faults_are_named_by_their_paths_in_one_exception()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(
            ("Shop:Timeout:Conect", "2"), ("Shop:Timeout:Read", "soon"), ("Shop:Retry:Total", "-1"),
            ("Shop:Retry:Jitter", "some"), ("Shop:Baseurl2", "x"), ("Shop:Auth", "x"), ("Shop:Version", "9.9"),
            ("Shop:Limits:PerOrigin", "0"), ("Shop:RateLimit:Burst", "2"), ("Shop:Decompress", "yes"),
            ("Shop:Redirects", "many"), ("Shop:Mounts:https", "x"), ("Shop:AddressRules:Deny:0", "10.0.0.0/99")));

        Assert.Equal("shop", fault.OptionsName);
        Assert.Equal(typeof(HttpSessionOptions), fault.OptionsType);
        Assert.Equal(13, fault.Failures.Count());
        string[] begin =
        [
            "Shop:AddressRules:Deny: ",
            "Shop:Auth: credentials are set in code",
            "Shop:Baseurl2: there is no such option. There are AddressRules, AltSvc, BaseUrl, ",
            "Shop:Decompress: 'yes' is no true or false.",
            "Shop:Limits:PerOrigin: A limit must be at least 1; null is none.",
            "Shop:Mounts: it is set in code",
            "Shop:RateLimit: PerSecond, PerMinute, or Permits with Per, is missing.",
            "Shop:Redirects: 'many' is no whole number.",
            "Shop:Retry:Jitter: 'some' is none of None, Full, Equal.",
            "Shop:Retry:Total: The number of retries can't be negative.",
            "Shop:Timeout:Conect: there is no such option. There are Connect, Pool, Rate, Read, Send, Total.",
            "Shop:Timeout:Read: 'soon' is no number of seconds, nor a time such as 00:00:30.",
            "Shop:Version: ",
        ];
        Assert.Equal(begin, fault.Failures.Order(StringComparer.Ordinal)
            .Zip(begin, (failure, start) => failure[..Math.Min(failure.Length, start.Length)]));
    }

    [Theory]
    [InlineData("24:00:00")]
    [InlineData("36:00:00")]
    public void A_time_of_more_hours_than_a_day_has_is_no_time(string text)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(("Shop:Timeout:Total", text)));

        Assert.Equal(
            [$"Shop:Timeout:Total: '{text}' is no number of seconds, nor a time such as 00:00:30."], fault.Failures);
        Assert.NotNull(Session(("Shop:Timeout:Total", "1.00:00:00"))); // A day.
    }

    [Fact]
    public void Two_rates_are_a_fault()
    {
        var fault = Assert.Throws<OptionsValidationException>(
            () => Session(("Shop:RateLimit:PerSecond", "100"), ("Shop:RateLimit:PerMinute", "60")));

        Assert.Equal(["Shop:RateLimit: PerMinute and PerSecond are there, and one rate is needed."], fault.Failures);
    }

    [Theory]
    [InlineData("Headers:X:Trace", "Shop:Headers:X: it is a list, and 'Trace' is no place in one.")]
    [InlineData("Redirects:KeepHeaders:X-A", "Shop:Redirects:KeepHeaders: it is a list, and 'X-A' is no place in one.")]
    [InlineData("Query:q:a", "Shop:Query:q: it is a list, and 'a' is no place in one.")]
    public void A_list_has_numbers_for_keys(string key, string words)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(($"Shop:{key}", "true")));

        Assert.Equal([words], fault.Failures);
    }

    [Theory]
    [InlineData("Retry", "None", "Retry:Total", "2")]
    [InlineData("Retry", "0", "Retry:BackoffFactor", "2")]
    [InlineData("Timeout", "None", "Timeout:Read", "2")]
    [InlineData("Redirects", "None", "Redirects:Max", "2")]
    [InlineData("RateLimit", "None", "RateLimit:PerSecond", "2")]
    public void What_is_turned_off_has_no_members(string option, string off, string member, string value)
    {
        var fault = Assert.Throws<OptionsValidationException>(
            () => Session(($"Shop:{option}", off), ($"Shop:{member}", value)));

        Assert.Equal(
            [$"Shop:{option}: '{off}' and its members ({member[(option.Length + 1)..]}) contradict each other."],
            fault.Failures);
    }

    [Theory]
    [InlineData("Headers:Authorization", "Bearer s3cret\nX: y")]
    [InlineData("Headers:X-Key", "s3cret\u0001")]
    [InlineData("Headers:Content-Length", "s3cret")]
    [InlineData("Proxy", "s3cret://user:s3cret@host")]
    [InlineData("Proxy", "http://user:s3cret@host:99999")]
    [InlineData("Proxies:https", "htp://user:s3cret@host")]
    [InlineData("BaseUrl", "http://user:s3cret@[::::]/")]
    [InlineData("BaseUrl", "ftp://user:s3cret@host/?key=s3cret")]
    [InlineData("Query", "s3cret")]
    [InlineData("Headers", "s3cret")]
    [InlineData("Cookies", "s3cret")]
    [InlineData("Auth:Password", "s3cret")]
    [InlineData("Tls:CaFile:x", "s3cret")]
    public void A_value_that_may_be_a_secret_is_never_shown(string key, string value)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(("Shop:" + key, value)));

        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Shop:" + key.Split(':')[0], Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0:30")]
    [InlineData("30s")]
    [InlineData("1.5.2")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    [InlineData("00:00:61")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string text)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(("Shop:Timeout:Total", text)));

        Assert.Equal(
            [$"Shop:Timeout:Total: '{text}' is no number of seconds, nor a time such as 00:00:30."], fault.Failures);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_a_fault_of_the_session()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(
            ("Shop:UnixSocket", "/run/x.sock"), ("Shop:Proxy", "http://proxy.example:1")));

        Assert.Equal(
            "The session 'shop': UnixSocket and Proxy both say where connections lead.", Assert.Single(fault.Failures));
    }

    [Fact]
    public void The_validation_of_users_counts_too()
    {
        var services = new ServiceCollection();
        services.AddHttpSession("shop", options => options.BaseUrl = "http://shop.example");
        services.AddOptions<HttpSessionOptions>("shop")
            .Validate(
                options => options.BaseUrl!.ToString().StartsWith("https:", StringComparison.Ordinal), "Only https.");
        using var container = services.BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() =>
            container.GetRequiredKeyedService<HttpSession>("shop"));

        Assert.Equal(["Only https."], fault.Failures);
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_fault()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Shop:Retry"] = "often";
        builder.Configuration["Shop:Timeout"] = "never";
        builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop"));
        await using var app = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, fault.Failures.Count());
    }

    [Fact]
    public void A_file_of_certificates_that_is_not_there_is_a_fault()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Session(("Shop:Tls:CaFile", "/nowhere/ca.pem")));

        Assert.StartsWith("Shop:Tls:CaFile: ", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    private static HttpSession Session(params (string Key, string? Value)[] values)
    {
        var services = new ServiceCollection();
        services.AddHttpSession("shop", new Settings(values).Shop);
        return services.BuildServiceProvider().GetRequiredKeyedService<HttpSession>("shop");
    }
}
