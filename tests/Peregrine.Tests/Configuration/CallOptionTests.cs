namespace Peregrine;

/// <summary>Every option of a call reaches its request or its settings, and nothing but what it is for.</summary>
public sealed class CallOptionTests
{
    /// <summary>What each option changes of a call.</summary>
    private static readonly Dictionary<string, string> Reaches = new(StringComparer.Ordinal)
    {
        [nameof(RequestOptions.Query)] = "Url",
        [nameof(RequestOptions.Headers)] = "Headers",
        [nameof(RequestOptions.Cookies)] = "Cookies",
        [nameof(RequestOptions.Form)] = "Body Headers",
        [nameof(RequestOptions.Files)] = "Body Headers",
        [nameof(RequestOptions.Json)] = "Body Headers",
        [nameof(RequestOptions.Body)] = "Body Headers",
        [nameof(RequestOptions.Auth)] = "Auth AuthOrigin HasOwnAuth",
        [nameof(RequestOptions.Timeout)] = "Timeouts",
        [nameof(RequestOptions.Retry)] = "Retry",
        [nameof(RequestOptions.Redirects)] = "Redirects",
        [nameof(RequestOptions.Tls)] = "HasOwnTls Tls TlsOrigin",
        [nameof(RequestOptions.Version)] = "Version",
        [nameof(RequestOptions.Proxy)] = "Proxies",
        [nameof(RequestOptions.MaxResponseBytes)] = "MaxResponseBytes MaxStreamedBytes",
        [nameof(RequestOptions.ExpectContinue)] = "ExpectContinue",
        [nameof(RequestOptions.Compress)] = "Compress",
        [nameof(RequestOptions.DownloadProgress)] = "DownloadProgress",
        [nameof(RequestOptions.JsonOptions)] = "JsonOptions",
        [nameof(RequestOptions.Tags)] = "Tags",
    };

    /// <summary>What is of no use by itself: each is set beside a body.</summary>
    private static readonly Dictionary<string, string> BesideBody = new(StringComparer.Ordinal)
    {
        [nameof(RequestOptions.UploadProgress)] = "Body", // There is nothing to follow without one.
    };

    public static TheoryData<string> Options => [.. Reaches.Keys, .. BesideBody.Keys];

    [Fact]
    public void Every_option_has_a_row() => Assert.Equal(
        OptionValues.NamesOf(typeof(RequestOptions)).Order(), Reaches.Keys.Concat(BesideBody.Keys).Order());

    /// <summary>
    /// Each is set alone: an option that is overlooked among those that a call may set would be lost then.
    /// </summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_reaches_its_call_and_changes_nothing_else(string name)
    {
        using var session = new HttpSession(Base());
        var without = Seen(session, Start(name));
        var (one, other) = (Seen(session, With(name, 1)), Seen(session, With(name, 2)));

        Assert.Equal(Reaches.GetValueOrDefault(name) ?? BesideBody[name], one.DifferencesTo(without));
        Assert.NotEqual("", other.DifferencesTo(one));
    }

    /// <summary>
    /// The session has a value for each option that both have: the call's own is in force, and all others are the
    /// session's.
    /// </summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_of_a_call_is_in_the_place_of_its_sessions(string name)
    {
        using var session = new HttpSession(Full());
        var own = Seen(session, With(name, 2));
        var reaches = (Reaches.GetValueOrDefault(name) ?? BesideBody[name]).Split(' ').ToHashSet();

        var differences = own.DifferencesTo(Seen(session, Start(name)));
        Assert.NotEqual("", differences);
        Assert.Subset(reaches, differences.Split(' ').ToHashSet());
    }

    /// <summary>A call that sets nothing, or empty lists, is the session's own.</summary>
    [Fact]
    public void Options_that_set_nothing_cost_nothing()
    {
        using var session = new HttpSession(Full());
        RequestOptions looked = new();
        _ = (looked.Query.Count, looked.Headers.Count, looked.Form.Count, looked.Files.Count);

        var plain = session.Build(HttpMethod.Get, "users");

        Assert.Same(plain.Settings, session.Build(HttpMethod.Get, "users", new()).Settings);
        Assert.Same(plain.Settings, session.Build(HttpMethod.Get, "users", looked).Settings);
    }

    private static HttpSessionOptions Base() =>
        new() { BaseUrl = "https://base.example/v0", Environment = EnvironmentOptions.None };

    // Everything that a session and a call both have.
    private static HttpSessionOptions Full()
    {
        var options = Base();
        var names = OptionValues.NamesOf(typeof(HttpSessionOptions));
        foreach (var name in OptionValues.NamesOf(typeof(RequestOptions)).Intersect(names))
        {
            if (name != nameof(HttpSessionOptions.Cookies)) // A jar there, values here.
            {
                OptionValues.With(options, name, 1);
            }
        }

        return options;
    }

    private static RequestOptions Start(string name) =>
        BesideBody.ContainsKey(name) ? new() { Body = Body.Text("x") } : new();

    private static RequestOptions With(string name, int which) => OptionValues.With(Start(name), name, which);

    private static CallView Seen(HttpSession session, RequestOptions options) =>
        new(session.Build(HttpMethod.Post, "users", options));
}
