namespace Peregrine;

/// <summary>A list of what breaks a rule goes one way only.</summary>
public sealed class ShrinkingListTests
{
    [Fact]
    public void A_number_that_went_down_goes_down_on_the_list() =>
        Assert.Equal(Lines(("a", 2)), Shrunk(Lines(("a", 3)), Lines(("a", 2))));

    [Fact]
    public void A_number_that_went_up_does_not_go_up_on_the_list() =>
        Assert.Equal(Lines(("a", 3)), Shrunk(Lines(("a", 3)), Lines(("a", 4))));

    [Fact]
    public void A_name_that_has_none_any_more_leaves_the_list() =>
        Assert.Empty(Shrunk(Lines(("a", 3)), Lines()));

    [Fact]
    public void A_new_name_does_not_come_to_the_list() =>
        Assert.Empty(Shrunk(Lines(), Lines(("b", 1))));

    [Fact]
    public void A_new_name_does_not_take_what_another_that_stands_has_less() =>
        Assert.Equal(Lines(("a", 1)), Shrunk(Lines(("a", 3)), Lines(("a", 1), ("b", 1)), "a"));

    [Fact]
    public void New_names_take_the_number_of_one_that_is_gone() =>
        Assert.Equal(Lines(("b", 1), ("c", 2)), Shrunk(Lines(("a", 3)), Lines(("b", 1), ("c", 2))));

    [Fact]
    public void New_names_do_not_come_with_more_than_what_is_gone_had() =>
        Assert.Empty(Shrunk(Lines(("a", 3)), Lines(("b", 2), ("c", 2))));

    private static SortedDictionary<string, int> Shrunk(
        SortedDictionary<string, int> listed, SortedDictionary<string, int> found, params string[] standing) =>
        ShrinkingList.Shrunk(listed, found, standing.Contains);

    private static SortedDictionary<string, int> Lines(params (string Name, int Number)[] lines) =>
        new(lines.ToDictionary(line => line.Name, line => line.Number), StringComparer.Ordinal);
}
