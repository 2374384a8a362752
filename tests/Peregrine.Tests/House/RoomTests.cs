namespace Peregrine;

/// <summary>
/// The rooms of the core stand in the order of <c>docs/ARCHITECTURE.md</c>: a room names no type of a higher level.
/// </summary>
public sealed class RoomTests
{
    private static readonly Lazy<IReadOnlyList<Arrow>> Upwards = new(() => [.. Arrows()]);

    [Fact]
    public void Every_folder_has_its_line_on_the_page_and_no_line_is_without_a_folder()
    {
        var folders = Repository.Sources(Rooms.Root).Select(Rooms.RoomOf).Distinct();

        Assert.Equal(folders.Order(StringComparer.Ordinal), Rooms.Levels.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_has_the_lowest_level_first() => Assert.Equal(Rooms.Levels.Values.Order(), Rooms.Levels.Values);

    [Fact]
    public void Every_type_is_in_a_file_of_its_name_and_in_one_room()
    {
        var astray = TypeUses.Types.Select(TypeUses.NameOf).Where(type => Rooms.OfTypes[type].Count() != 1);

        Assert.Empty(astray);
    }

    [Fact]
    public void A_use_of_each_kind_is_found()
    {
        Assert.Contains(Use(nameof(StatusException), nameof(RequestException)), TypeUses.Found); // A base.
        Assert.Contains(Use(nameof(Response), nameof(Request)), TypeUses.Found); // A signature.
        Assert.Contains(Use(nameof(HttpSession), nameof(RequestBuilder)), TypeUses.Found); // Code.
        Assert.Contains(Use(nameof(HeaderRules), nameof(HeaderNames)), TypeUses.Found); // A constant.
        Assert.Contains(Use(nameof(Limits), nameof(SectionConverter)), TypeUses.Found); // An attribute.
        Assert.Contains(Use(nameof(Links), nameof(InvalidUrlException)), TypeUses.Found); // A clause of `catch`.
    }

    [Fact]
    public void No_room_names_a_type_of_a_higher_level()
    {
        var arrows = Upwards.Value.Where(arrow => !RoomVocabulary.Allows(arrow));

        new ShrinkingList("Arrows", IsStillThere).Check(arrows.ToLookup(arrow => arrow.Key, arrow => arrow.Type));
    }

    [Fact]
    public void Every_pair_of_the_vocabulary_is_needed() => Assert.Empty(RoomVocabulary.NotNeeded(Upwards.Value));

    private static bool IsStillThere(string arrow) =>
        arrow.Split(" -> ") is var ends && Rooms.Levels.ContainsKey(ends[0]) && Rooms.OfTypes.Contains(ends[1]);

    private static TypeUse Use(string type, string target) => new(type, target);

    private static IEnumerable<Arrow> Arrows() =>
        from use in TypeUses.Found
        let room = Rooms.OfTypes[use.Type].First()
        let target = Rooms.OfTypes[use.Target].First()
        where Rooms.Levels[room] < Rooms.Levels[target]
        select new Arrow(room, use.Type, target, use.Target);
}
