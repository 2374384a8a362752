namespace Peregrine;

[Trait("run", "long")]
public sealed class HttpDateConformanceTests
{
    public static TheoryData<string> Ids => Shared.Ids("http-dates");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_dates_as_the_suite_expects(string id)
    {
        Shared.Require("http-dates");
        var one = Shared.Cases("http-dates").Single(given => given.GetProperty("id").GetString() == id);
        var expected = one.GetProperty("expected");

        Assert.Equal(
            expected.ValueKind == System.Text.Json.JsonValueKind.Null ? null : expected.GetInt64(),
            HttpDate.Parse(one.GetProperty("input").GetString())?.ToUnixTimeSeconds());
    }
}
