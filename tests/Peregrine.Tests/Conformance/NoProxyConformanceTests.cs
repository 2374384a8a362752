namespace Peregrine;

[Trait("run", "long")]
public sealed class NoProxyConformanceTests
{
    internal static readonly Dictionary<string, NoProxyCase> Cases = Shared.Cases("noproxy")
        .Select(given => new NoProxyCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("noproxy");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Chooses_the_proxy_as_the_suite_expects(string id)
    {
        Shared.Require("noproxy");
        var one = Cases[id];

        Assert.Equal(
            NoProxyDialect.RuleOf(one) is { } rule ? rule.Instead?.Invoke(one) ?? NoProxyCase.Refused : one.Expected,
            one.Actual);
    }
}
