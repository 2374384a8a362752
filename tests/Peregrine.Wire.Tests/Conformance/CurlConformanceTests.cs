namespace Peregrine;

[Trait("run", "long")]
public sealed class CurlConformanceTests
{
    internal static readonly Dictionary<string, CurlCase> Cases =
        Shared.Cases("curl-http").Select(given => new CurlCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("curl-http");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Sends_and_reads_what_curl_does_as_far_as_a_rule_does_not_say_otherwise(string id)
    {
        Shared.Require("curl-http");
        var one = Cases[id];
        Assert.SkipWhen(CurlDialect.WhyNotAsked(one) is not null, CurlDialect.WhyNotAsked(one)?.Reason ?? "");

        var difference = await CurlRun.DifferenceAsync(one, TestContext.Current.CancellationToken);

        if (CurlDialect.RuleOf(one) is { } rule)
        {
            Assert.NotNull(difference);
            Assert.StartsWith(rule.Instead?.Invoke(one) ?? "", difference, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(difference);
        }
    }
}
