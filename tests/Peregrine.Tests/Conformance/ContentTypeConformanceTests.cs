namespace Peregrine;

[Trait("run", "long")]
public sealed class ContentTypeConformanceTests
{
    internal static readonly Dictionary<string, ContentTypeCase> Cases =
        Shared.Cases("content-type").Select(given => new ContentTypeCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("content-type");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_and_writes_media_types_and_texts_as_the_suite_expects(string id)
    {
        Shared.Require("content-type");
        var one = Cases[id];
        if (one.Expected != one.Actual)
        {
            Assert.True(
                ContentTypeDialect.RuleOf(one) is not null, $"expected {one.Expected}, and came out as {one.Actual}");
        }
    }
}
