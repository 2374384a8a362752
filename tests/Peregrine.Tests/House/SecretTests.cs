namespace Peregrine;

/// <summary>
/// No text of ours shows a secret: no <c>ToString</c>, no message, no exception with all that is inside it.
/// </summary>
public sealed class SecretTests
{
    // Each with its reason; every other public type stands in SecretHolders, so a new one can't be forgotten.
    private static readonly Dictionary<Type, string> HoldNone = new()
    {
        [typeof(Http)] = "static",
        [typeof(ApiClient)] = "abstract; has the text of its type",
        [typeof(ProgressBar)] = "a label and counts; has the text of its type",
        [typeof(NamedValues<>)] = "abstract",
        [typeof(RequestException)] = "abstract",
        [typeof(ConnectStage)] = "an enum",
        [typeof(TimeoutPhase)] = "an enum",
        [typeof(Jitter)] = "an enum",
        [typeof(SameSite)] = "an enum",
        [typeof(CookieFormat)] = "an enum",
        [typeof(ContentCoding)] = "abstract; has the text of its name",
        [typeof(ContentCodings)] = "names",
        [typeof(PkceMethod)] = "an enum",
        [typeof(OAuthGrant)] = "abstract; has the name of its type",
        [typeof(ITokenStore)] = "an interface",
        [typeof(ServerSentEvent)] = "has a text of its own: the type and a size",
        [typeof(Transfer)] = "numbers and a time",
        [typeof(ContentDisposition)] = "the name of a file, and what goes into the field as it is",
        [typeof(DownloadOptions)] = "has the text of its type",
        [typeof(DownloadResult)] = "has a text of its own: the path and a size",
        [typeof(Timeouts)] = "times",
        [typeof(Limits)] = "numbers and times",
        [typeof(Timings)] = "times",
        [typeof(HarTimings)] = "times",
        [typeof(ConnectionFacts)] = "addresses, and what anybody on the way sees of TLS",
        [typeof(AddressRules)] = "networks",
        [typeof(Resolver)] = "static",
        [typeof(RetryPolicy)] = "numbers, times and methods",
        [typeof(RedirectPolicy)] = "numbers and names",
        [typeof(RedirectVerdict)] = "an enum",
        [typeof(Paging)] = "names of parameters and places",
        [typeof(AttemptReason)] = "an enum",
        [typeof(RetryBudget)] = "numbers",
        [typeof(CookieFormat)] = "an enum",
        [typeof(ContentCoding)] = "abstract; has the text of its name",
        [typeof(ContentCodings)] = "names",
        [typeof(SameSite)] = "an enum",
        [typeof(PoolSnapshot)] = "numbers",
        [typeof(OriginConnections)] = "an origin and numbers",
        [typeof(Middleware)] = "a delegate",
        [typeof(Next)] = "has the text of its type",
        [typeof(RateLimit)] = "numbers and times",
        [typeof(RateLimitScope)] = "an enum",
        [typeof(RateRequest)] = "an origin and numbers",
        [typeof(RateAnswer)] = "a time",
        [typeof(IRateStore)] = "an interface",
        [typeof(MemoryRateStore)] = "has a text of its own: a number",
        [typeof(StructuredKind)] = "an enum",
        [typeof(StructuredValue)] = "a part of a field, and what goes into the field as it is",
        [typeof(StructuredParameters)] = "a part of a field, and what goes into the field as it is",
        [typeof(StructuredMember)] = "abstract; a part of a field, and what goes into the field as it is",
        [typeof(StructuredItem)] = "a field, and what goes into the field as it is",
        [typeof(StructuredInnerList)] = "a part of a field, and what goes into the field as it is",
        [typeof(StructuredList)] = "a field, and what goes into the field as it is",
        [typeof(StructuredDictionary)] = "a field, and what goes into the field as it is",
        [typeof(EnvironmentOptions)] = "switches and names of variables",
        [typeof(HttpSessionServices)] = "static",
        [typeof(HttpSessionBuilder)] = "a name and services; has the text of its type",
        [typeof(HttpClientOverSession)] = "static",
        [typeof(ResponseResilience)] = "static",
        [typeof(ResilienceScope)] = "an enum",
    };

    public static TheoryData<string> Holders => [.. SecretHolders.All.Keys];

    public static TheoryData<string> Refusals => [.. SecretRefusals.All.Keys];

    public static TheoryData<string> Failures => [.. SecretFailures.All.Keys];

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task The_text_of_an_object_does_not_show_what_it_holds(string name)
    {
        var holder = await SecretHolders.All[name]();

        Secret.IsHiddenIn(holder);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_does_not_show_what_it_refuses(string name)
    {
        var refusal = Record.Exception(SecretRefusals.All[name]);

        Assert.NotNull(refusal);
        Assert.True(refusal is ArgumentException or FormatException, refusal.ToString());
        Secret.IsHiddenIn(refusal);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_call_does_not_show_what_it_sent(string name)
    {
        var (type, act) = SecretFailures.All[name];

        var failure = await Assert.ThrowsAnyAsync<Exception>(act);

        Assert.Equal(type, failure.GetType());
        Secret.IsHiddenIn(failure);
    }

    [Fact]
    public async Task Every_public_type_of_the_library_is_judged()
    {
        var judged = HoldNone.Keys.ToHashSet();
        foreach (var holder in SecretHolders.All.Values)
        {
            var type = (await holder()).GetType();
            judged.UnionWith(type.IsPublic ? [type] : [type, type.BaseType!]);
        }

        var forgotten = typeof(HttpSession).Assembly.GetExportedTypes()
            .Concat(typeof(HttpSessionBuilder).Assembly.GetExportedTypes())
            .Where(type => !judged.Contains(type)).Select(type => type.Name);

        Assert.Empty(forgotten);
    }
}
