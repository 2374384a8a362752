namespace Peregrine;

[Trait("run", "long")]
public sealed class DispositionConformanceTests
{
    internal static readonly Dictionary<string, DispositionCase> Cases =
        Shared.Cases("content-disposition").Select(given => new DispositionCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("content-disposition");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_and_writes_the_field_as_the_suite_expects(string id)
    {
        Shared.Require("content-disposition");
        var one = Cases[id];
        if (one.Expected != one.Actual)
        {
            Assert.True(
                DispositionDialect.RuleOf(one) is not null, $"expected {one.Expected}, and came out as {one.Actual}");
        }
    }
}
