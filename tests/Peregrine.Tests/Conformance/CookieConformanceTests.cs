namespace Peregrine;

[Trait("run", "long")]
public sealed class CookieConformanceTests
{
    internal static readonly Dictionary<string, CookieCase> Cases = Shared.Cases("cookies")
        .Select(given => new CookieCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("cookies");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Sends_back_and_reads_dates_as_the_suite_expects(string id)
    {
        Shared.Require("cookies");
        var one = Cases[id];

        if (one.Expected != one.Actual)
        {
            Assert.NotNull(CookieDialect.RuleOf(one));
        }
    }
}
