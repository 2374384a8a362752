namespace Peregrine;

[Trait("run", "long")]
public sealed class StructuredFieldConformanceTests
{
    private const string Suite = "structured-fields";

    public static TheoryData<string> Ids => Shared.Ids(Suite);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_and_writes_as_the_suite_expects(string id)
    {
        Shared.Require(Suite);
        var one = new StructuredFieldCase(
            Shared.Cases(Suite).Single(given => given.GetProperty("id").GetString() == id));
        if (one.MustFail)
        {
            Refuses(one);
            return;
        }

        var made = one.Made();
        Assert.Equal(one.Canonical, made.ToString());
        if (one.HasNoText || (one.CanFail && !one.TryParse()))
        {
            return;
        }

        var read = one.Parse();
        Assert.Equal(made.ToString(), read.ToString());
        Assert.Equivalent(made, read, strict: true);
    }

    private static void Refuses(StructuredFieldCase one)
    {
        if (one.HasNoText)
        {
            Assert.ThrowsAny<ArgumentException>(one.Made);
            return;
        }

        Assert.False(one.TryParse());
        Assert.Throws<FormatException>(one.Parse);
    }
}
