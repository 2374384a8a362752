using System.Text.Json;

namespace Peregrine;

[Trait("run", "long")]
public sealed class RetryAfterConformanceTests
{
    private static readonly Request Get = new(HttpMethod.Get, new Uri("http://h.example/"));

    public static TheoryData<string> Ids => Shared.Ids("retry-after");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Waits_as_the_suite_expects(string id)
    {
        Shared.Require("retry-after");
        var one = Shared.Cases("retry-after").Single(given => given.GetProperty("id").GetString() == id);

        Assert.Equal(
            Expected(one.GetProperty("expected")),
            one.GetProperty("fn").GetString() == "parse" ? Parsed(one) : Waited(one));
    }

    // An input that is no Retry-After asks for nothing.
    private static double? Expected(JsonElement expected) =>
        expected.ValueKind == JsonValueKind.Number ? expected.GetDouble() : null;

    private static double? Parsed(JsonElement one) => RetryAfterHeader.Parse(Fields(one), FakeTime.Start)?.TotalSeconds;

    private static double? Waited(JsonElement one)
    {
        var policy = new RetryPolicy(1)
        {
            BackoffFactor = 0,
            MaxRetryAfter = TimeSpan.FromDays(1),
            RespectRetryAfter = one.GetProperty("respectHeader").GetBoolean(),
        };
        var outcome = new Outcome(Response.Create(Get, 503, Fields(one)), null);
        var now = one.GetProperty("now").GetDateTimeOffset();
        var judgement = RetryRules.Judge(policy, RetryCounts.Zero, Get, outcome, now, 0);
        Assert.Equal(AttemptReason.Retry, judgement.Reason);
        return judgement.Pause == TimeSpan.Zero ? null : judgement.Pause.TotalSeconds;
    }

    private static Headers Fields(JsonElement one) =>
        new([new Header("Retry-After", one.GetProperty("input").GetString()!)]);
}
