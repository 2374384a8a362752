namespace Peregrine;

public sealed class DispositionConformanceTests
{
    internal static readonly Dictionary<string, DispositionCase> Cases =
        Shared.Cases("content-disposition").Select(given => new DispositionCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => [.. Cases.Where(one => one.Value.Function is "parse" or "filename").Select(one => one.Key)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Ids))]
    public void Reads_the_field_as_the_suite_expects(string id)
    {
        var one = Cases[id];
        if (DispositionDialect.RuleOf(one) is null || one.Function == "filename")
        {
            Assert.Equal(one.Expected, one.Actual);
        }
        else
        {
            Assert.DoesNotContain('\n', one.Actual); // Whatever it is, it is read without a failure.
        }
    }
}
