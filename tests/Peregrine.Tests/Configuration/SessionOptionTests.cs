namespace Peregrine;

/// <summary>
/// Every option of a session is in force in its calls, and in those of the sessions that <c>With</c> makes of it.
/// </summary>
public sealed class SessionOptionTests
{
    /// <summary>What each option changes of a call.</summary>
    private static readonly Dictionary<string, string> Reaches = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.BaseUrl)] = "AuthOrigin Origin TlsOrigin Url",
        [nameof(HttpSessionOptions.Query)] = "Url",
        [nameof(HttpSessionOptions.Headers)] = "Headers",
        [nameof(HttpSessionOptions.Auth)] = "Auth",
        [nameof(HttpSessionOptions.Timeout)] = "Timeouts",
        [nameof(HttpSessionOptions.Retry)] = "Retry",
        [nameof(HttpSessionOptions.RetryBudget)] = "RetryBudget",
        [nameof(HttpSessionOptions.RateLimit)] = "Rates",
        [nameof(HttpSessionOptions.Redirects)] = "Redirects",
        [nameof(HttpSessionOptions.Tls)] = "Tls",
        [nameof(HttpSessionOptions.Mounts)] = "Mounts",
        [nameof(HttpSessionOptions.Middleware)] = "Middleware",
        [nameof(HttpSessionOptions.NetworkMiddleware)] = "NetworkMiddleware",
        [nameof(HttpSessionOptions.OnRequest)] = "OnRequest",
        [nameof(HttpSessionOptions.OnResponse)] = "OnResponse",
        [nameof(HttpSessionOptions.OnAttempt)] = "OnAttempt",
        [nameof(HttpSessionOptions.PropagateContext)] = "PropagateContext",
        [nameof(HttpSessionOptions.Version)] = "Version",
        [nameof(HttpSessionOptions.Proxy)] = "Proxies",
        [nameof(HttpSessionOptions.Proxies)] = "Proxies",
        [nameof(HttpSessionOptions.Environment)] = "Proxies",
        [nameof(HttpSessionOptions.AddressRules)] = "AddressRules",
        [nameof(HttpSessionOptions.MaxResponseBytes)] = "MaxResponseBytes MaxStreamedBytes",
        [nameof(HttpSessionOptions.ContentCodings)] = "Codings Headers",
        [nameof(HttpSessionOptions.ExpectContinue)] = "ExpectContinue",
        [nameof(HttpSessionOptions.Compress)] = "Compress",
        [nameof(HttpSessionOptions.Decompress)] = "Codings Decompress Headers",
        [nameof(HttpSessionOptions.MeasureBodiesUpTo)] = "MeasureBodiesUpTo",
        [nameof(HttpSessionOptions.JsonOptions)] = "JsonOptions",
    };

    /// <summary>
    /// What a change can't set, because it belongs to what the sessions share. It stands in no settings of a call.
    /// </summary>
    private static readonly Dictionary<string, string> OfTheOwner = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.Cookies)] = "The jar is shared.",
        [nameof(HttpSessionOptions.Limits)] = "The pool is shared.",
        [nameof(HttpSessionOptions.Resolve)] = "The pool's connections are made by it.",
        [nameof(HttpSessionOptions.UnixSocket)] = "The pool's connections are made to it.",
        [nameof(HttpSessionOptions.AltSvc)] = "What servers said is kept beside the pool.",
        [nameof(HttpSessionOptions.LocalAddress)] = "The pool's connections are made from it.",
        [nameof(HttpSessionOptions.ConfigureSocket)] = "The pool's connections are made with it.",
        [nameof(HttpSessionOptions.Transport)] = "It is what is shared.",
        [nameof(HttpSessionOptions.TimeProvider)] = "The pool's timers run by it.",
    };

    /// <summary>What a change adds to, so that the parent's value is in force beside its own.</summary>
    private static readonly Dictionary<string, string> Added = new(StringComparer.Ordinal)
    {
        [nameof(HttpSessionOptions.Middleware)] = "The change's own comes inside the parent's.",
        [nameof(HttpSessionOptions.NetworkMiddleware)] = "The change's own comes inside the parent's.",
        [nameof(HttpSessionOptions.OnRequest)] = "Both are told.",
        [nameof(HttpSessionOptions.OnResponse)] = "Both are told.",
        [nameof(HttpSessionOptions.OnAttempt)] = "Both are told.",
    };

    public static TheoryData<string> Options => [.. Reaches.Keys];

    public static TheoryData<string> OwnersOptions => [.. OfTheOwner.Keys];

    [Fact]
    public void Every_option_has_a_row() => Assert.Equal(
        OptionValues.NamesOf(typeof(HttpSessionOptions)).Order(), Reaches.Keys.Concat(OfTheOwner.Keys).Order());

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_reaches_the_calls_of_its_session_and_changes_nothing_else(string name)
    {
        var (without, one, other) = (Seen(Base()), Seen(With(name, 1)), Seen(With(name, 2)));

        Assert.Equal(Reaches[name], one.DifferencesTo(without));
        Assert.NotEqual("", other.DifferencesTo(one));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_session_made_by_with_has_what_the_change_leaves_alone(string name)
    {
        using var session = new HttpSession(With(name, 1));
        using var child = session.With(new());
        using var grandchild = child.With(new() { Headers = { ["X-Child"] = "1" } }).With(new());

        Assert.Equal("", CallView.Of(child).DifferencesTo(CallView.Of(session)));
        Assert.Equal("Headers", CallView.Of(grandchild).DifferencesTo(CallView.Of(session)));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_session_made_by_with_has_what_the_change_sets(string name)
    {
        using var session = new HttpSession(Base());
        using var child = session.With(Change(name, 1));

        Assert.Equal("", CallView.Of(child).DifferencesTo(Seen(With(name, 1))));
        Assert.Equal("", CallView.Of(session).DifferencesTo(Seen(Base())));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void What_the_change_sets_is_in_the_place_of_the_parents(string name)
    {
        using var session = new HttpSession(With(name, 1));
        using var child = session.With(Change(name, 2));

        Assert.Equal(Added.ContainsKey(name) ? name : "", CallView.Of(child).DifferencesTo(Seen(With(name, 2))));
        Assert.NotEqual("", CallView.Of(child).DifferencesTo(CallView.Of(session)));
    }

    /// <summary>All options at once: a change of one is no change of another.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void A_change_of_one_option_leaves_all_others_as_they_are(string name)
    {
        var all = Reaches.Keys.Aggregate(Base(), (options, one) => OptionValues.With(options, one, 1));
        using var session = new HttpSession(all);
        using var child = session.With(Change(name, 2));

        var differences = CallView.Of(child).DifferencesTo(CallView.Of(session));
        Assert.Subset(Reaches[name].Split(' ').Append("").ToHashSet(), differences.Split(' ').ToHashSet());
    }

    [Theory]
    [MemberData(nameof(OwnersOptions))]
    public void What_belongs_to_what_is_shared_is_kept_and_can_not_be_changed(string name)
    {
        using var session = new HttpSession(Base());
        var option = typeof(HttpSessionOptions).GetProperty(name)!;
        var set = Change(name, 1);

        var refused = Assert.Throws<ArgumentException>(() => session.With(set));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Equal(option.GetValue(set), option.GetValue(set.With(new())));
        Assert.Equal(option.GetValue(set), option.GetValue(new HttpSessionOptions().With(set)));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_reconfigured_session_is_as_a_new_one_with_its_options(string name)
    {
        using var session = new HttpSession(With(name, 1));
        using var child = session.With(new() { Headers = { ["X-Child"] = "1" } });

        session.Reconfigure(With(name, 2));
        Assert.Equal("", CallView.Of(session).DifferencesTo(Seen(With(name, 2))));
        Assert.Equal("Headers", CallView.Of(child).DifferencesTo(CallView.Of(session)));

        session.Reconfigure(Base());
        Assert.Equal("", CallView.Of(session).DifferencesTo(Seen(Base())));
        Assert.Equal("Headers", CallView.Of(child).DifferencesTo(CallView.Of(session)));
    }

    [Theory]
    [MemberData(nameof(OwnersOptions))]
    public void What_belongs_to_the_connections_is_refused_when_a_session_is_reconfigured(string name)
    {
        using var session = new HttpSession(Base());

        var refused = Assert.Throws<ArgumentException>(() => session.Reconfigure(With(name, 2)));

        Assert.StartsWith($"{name} can't change", refused.Message, StringComparison.Ordinal);
    }

    private static HttpSessionOptions Base() => new()
    {
        BaseUrl = "https://base.example/v0",
        ReadVariable = name => name == "https_proxy" ? "http://environment.example" : null,
    };

    private static HttpSessionOptions With(string name, int which) => OptionValues.With(Base(), name, which);

    private static HttpSessionOptions Change(string name, int which) =>
        OptionValues.With(new HttpSessionOptions(), name, which);

    private static CallView Seen(HttpSessionOptions options)
    {
        using var session = new HttpSession(options);
        return CallView.Of(session);
    }
}
