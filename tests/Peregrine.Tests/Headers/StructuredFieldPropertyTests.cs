namespace Peregrine;

/// <summary>What is written reads the same, whatever it is; what is damaged is refused or is something else.</summary>
public sealed class StructuredFieldPropertyTests
{
    private const int Rounds = 3_000;

    [Fact]
    public void An_item_that_was_written_reads_the_same() =>
        ReadSame(generator => generator.Item(), StructuredItem.Parse);

    [Fact]
    public void A_list_that_was_written_reads_the_same() =>
        ReadSame(generator => generator.List(), StructuredList.Parse);

    [Fact]
    public void A_dictionary_that_was_written_reads_the_same() =>
        ReadSame(generator => generator.Dictionary(), StructuredDictionary.Parse);

    [Fact]
    public void What_is_damaged_is_refused_or_is_written_so_that_it_reads_the_same()
    {
        var generator = new StructuredFieldGenerator(9651);
        var (read, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var field = generator.Damaged(generator.Damaged(generator.Dictionary().ToString()));
            if (StructuredDictionary.TryParse(field, out var dictionary))
            {
                read++;
                Assert.Equal(dictionary.ToString(), StructuredDictionary.Parse(dictionary.ToString()).ToString());
            }
            else
            {
                refused++;
                Assert.Throws<FormatException>(() => StructuredDictionary.Parse(field));
            }
        }

        Assert.True(read > 100 && refused > 100, $"{read} were read, {refused} refused.");
    }

    private static void ReadSame<T>(Func<StructuredFieldGenerator, T> make, Func<string, T> parse)
    {
        var generator = new StructuredFieldGenerator(9651);
        for (var round = 0; round < Rounds; round++)
        {
            var made = make(generator);
            var read = parse(made!.ToString()!);

            Assert.Equal(made.ToString(), read!.ToString());
            Assert.Equal(Values(made), Values(read));
        }
    }

    // Every bare item in it, with its kind.
    private static IEnumerable<StructuredValue> Values(object? part) => part switch
    {
        StructuredItem item => [item.Value, .. item.Parameters.Select(pair => pair.Value)],
        StructuredInnerList inner => [.. inner.SelectMany(Values), .. inner.Parameters.Select(pair => pair.Value)],
        StructuredList list => list.SelectMany(Values),
        StructuredDictionary dictionary => dictionary.SelectMany(pair => Values(pair.Value)),
        _ => [],
    };
}
