namespace Peregrine;

[Trait("run", "long")]
public sealed class UrlConformanceTests
{
    internal static readonly Dictionary<string, UrlCase> Cases = Shared.Cases("urls")
        .Select(given => new UrlCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("urls");

    /// <summary>
    /// As its client expects; or, where a rule of our dialect says otherwise, exactly as that rule says.
    /// </summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_a_url_as_the_suite_or_our_dialect_expects(string id)
    {
        Shared.Require("urls");
        var one = Cases[id];
        var expected = one.Expected;
        var actual = one.Actual;
        if (expected != actual && UrlDialect.RuleOf(one) is { } rule)
        {
            expected = rule.Instead?.Invoke(one) ?? UrlCase.Refused;
        }

        Assert.Equal(expected, actual);
    }
}
