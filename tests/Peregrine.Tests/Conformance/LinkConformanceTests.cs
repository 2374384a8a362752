namespace Peregrine;

[Trait("run", "long")]
public sealed class LinkConformanceTests
{
    internal static readonly Dictionary<string, LinkCase> Cases = Shared.Cases("link")
        .Select(given => new LinkCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("link");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_links_as_the_suite_expects(string id)
    {
        Shared.Require("link");
        var one = Cases[id];
        if (LinkDialect.RuleOf(one) is null)
        {
            Assert.Equal(one.Expected, one.Actual);
        }
        else
        {
            Assert.Equal(one.Expected.Count(), one.Actual.Select(link => link.Split('>')[0]).Distinct().Count());
        }
    }
}
