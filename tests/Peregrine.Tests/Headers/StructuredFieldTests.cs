namespace Peregrine;

public sealed class StructuredFieldTests
{
    [Fact]
    public void An_item_has_a_value_of_one_kind()
    {
        Assert.Equal(42, StructuredItem.Parse(" 42 ").Value.AsInteger);
        Assert.Equal(42m, StructuredItem.Parse("42").Value.AsDecimal);
        Assert.Equal(-1.5m, StructuredItem.Parse("-1.5").Value.AsDecimal);
        Assert.Null(StructuredItem.Parse("-1.5").Value.AsInteger);
        Assert.Equal("a\"b\\c", StructuredItem.Parse("""
            "a\"b\\c"
            """).Value.AsString);
        Assert.Equal("text/html", StructuredItem.Parse("text/html").Value.AsToken);
        Assert.Equal([1, 2, 3], StructuredItem.Parse(":AQID:").Value.AsBytes!.Value.ToArray());
        Assert.True(StructuredItem.Parse("?1").Value.AsBoolean);
        Assert.Equal(FakeTime.Start, StructuredItem.Parse($"@{FakeTime.Start.ToUnixTimeSeconds()}").Value.AsDate);
        Assert.Equal("füü", StructuredItem.Parse("%\"f%c3%bc%c3%bc\"").Value.AsDisplayString);
    }

    [Fact]
    public void A_date_that_the_platform_can_not_hold_keeps_its_seconds()
    {
        var far = StructuredItem.Parse("@999999999999999").Value;

        Assert.Null(far.AsDate);
        Assert.Equal(999_999_999_999_999, far.AsUnixSeconds);
        Assert.Equal("@999999999999999", far.ToString());
    }

    [Fact]
    public void Lines_of_one_field_are_one_list()
    {
        var headers = new Headers([new Header("Example", "a;q=1, (b c);x"), new Header("example", "\"d\"")]);

        Assert.True(StructuredList.TryParse(headers["Example"], out var list));

        Assert.Equal(3, list.Count);
        Assert.Equal(1, list[0].Parameters["q"]!.AsInteger);
        Assert.Equal(["b", "c"], ((StructuredInnerList)list[1]).Select(item => item.Value.AsToken));
        Assert.True(list[1].Parameters["x"]!.AsBoolean);
        Assert.Null(list[1].Parameters["y"]);
        Assert.False(StructuredList.TryParse(headers["Absent"], out _));
    }

    [Fact]
    public void Of_a_key_that_stands_twice_the_later_one_counts_in_the_place_of_the_first()
    {
        var dictionary = StructuredDictionary.Parse("a=1, b;x;x=2, a=(3 4)");

        Assert.Equal(["a", "b"], dictionary.Select(pair => pair.Key));
        Assert.Equal(2, ((StructuredInnerList)dictionary["a"]!).Count);
        Assert.Equal("a=(3 4), b;x=2", dictionary.ToString());
        Assert.Null(dictionary["c"]);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a b", 2)]
    [InlineData("\"a", 2)]
    [InlineData("\"a\\n\"", 3)]
    [InlineData("1.", 2)]
    [InlineData("1234567890123.1", 14)]
    [InlineData(":AQ ID:", 3)]
    [InlineData("?2", 1)]
    [InlineData("@1.5", 4)]
    [InlineData("%\"%C3\"", 3)]
    [InlineData("a;B=1", 2)]
    [InlineData("é", 0)]
    public void What_is_no_item_is_refused_with_the_position(string field, int position)
    {
        var refused = Assert.Throws<FormatException>(() => StructuredItem.Parse(field));

        Assert.Contains($"position {position} ", refused.Message, StringComparison.Ordinal);
        Assert.False(StructuredItem.TryParse(field, out var item));
        Assert.Null(item);
    }

    [Theory]
    [InlineData("a,", 2)]
    [InlineData("a,,b", 2)]
    [InlineData("(a", 2)]
    [InlineData("(a,b)", 2)]
    [InlineData("(a(b))", 2)]
    [InlineData("a b", 2)]
    public void What_is_no_list_is_refused_with_the_position(string field, int position) => Assert.Contains(
        $"position {position} ",
        Assert.Throws<FormatException>(() => StructuredList.Parse(field)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a=", 2)]
    [InlineData("=1", 0)]
    [InlineData("a=1,", 4)]
    [InlineData("a =1", 2)]
    public void What_is_no_dictionary_is_refused_with_the_position(string field, int position) => Assert.Contains(
        $"position {position} ",
        Assert.Throws<FormatException>(() => StructuredDictionary.Parse(field)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_message_shows_nothing_of_the_field() => Assert.DoesNotContain(
        "secret", Assert.Throws<FormatException>(() => StructuredItem.Parse("secret secret")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_is_made_is_written_in_the_canonical_form()
    {
        var list = new StructuredList(
        [
            StructuredValue.Token("sha-256"),
            new StructuredItem(1.5m, new([KeyValuePair.Create<string, StructuredValue>("a", true)])),
            new StructuredInnerList(
                [new(7), new("x", new([KeyValuePair.Create<string, StructuredValue>("b", false)]))]),
            (StructuredValue)new byte[] { 1, 2, 3 },
            (StructuredValue)DateTimeOffset.UnixEpoch,
            StructuredValue.DisplayString("100 % ü\""),
        ]);

        Assert.Equal("sha-256, 1.5;a, (7 \"x\";b=?0), :AQID:, @0, %\"100 %25 %c3%bc%22\"", list.ToString());
        Assert.Equal("", new StructuredList([]).ToString());
        Assert.Equal("a, b=1", new StructuredDictionary(
        [
            KeyValuePair.Create<string, StructuredMember>("a", StructuredValue.True),
            KeyValuePair.Create<string, StructuredMember>("b", (StructuredValue)1),
        ]).ToString());
    }

    [Fact]
    public void Decimals_are_exact_and_rounded_to_the_even_digit()
    {
        Assert.Equal("999999999999.999", ((StructuredValue)999_999_999_999.999m).ToString());
        Assert.Equal("0.002", ((StructuredValue)0.0025m).ToString());
        Assert.Equal("2.0", ((StructuredValue)2m).ToString());
        Assert.Equal("0.0", StructuredItem.Parse("-0.0").ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => (StructuredValue)1_000_000_000_000m);
        Assert.Throws<ArgumentOutOfRangeException>(() => (StructuredValue)999_999_999_999.9995m);
    }

    [Fact]
    public void What_a_field_can_not_hold_is_refused_when_it_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => (StructuredValue)1_000_000_000_000_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => StructuredValue.Date(-1_000_000_000_000_000));
        Assert.Throws<ArgumentException>(() => (StructuredValue)"ü");
        Assert.Throws<ArgumentException>(() => (StructuredValue)"a\r\nb");
        Assert.Throws<ArgumentException>(() => StructuredValue.Token("1a"));
        Assert.Throws<ArgumentException>(() => StructuredValue.Token(""));
        Assert.Throws<ArgumentException>(() => StructuredValue.DisplayString("\ud800"));
        Assert.Throws<ArgumentException>(
            () => new StructuredParameters([KeyValuePair.Create<string, StructuredValue>("Upper", 1)]));
        Assert.Throws<ArgumentException>(
            () => new StructuredDictionary([KeyValuePair.Create<string, StructuredMember>("", StructuredValue.True)]));
    }

    [Fact]
    public void Values_of_one_kind_that_mean_the_same_are_equal()
    {
        StructuredValue one = new byte[] { 1 };
        StructuredValue other = new byte[] { 1 };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual((StructuredValue)"a", StructuredValue.Token("a"));
        Assert.NotEqual((StructuredValue)1, (StructuredValue)1m);
    }

    [Fact]
    public void The_bytes_that_a_value_was_made_of_may_change()
    {
        byte[] bytes = [1];
        StructuredValue value = bytes;
        bytes[0] = 2;

        Assert.Equal(":AQ==:", value.ToString());
    }

    [Fact]
    public void Ten_thousand_keys_are_read_as_quickly_as_they_come()
    {
        var field = string.Join(", ", Enumerable.Range(0, 10_000).Select(number => $"k{number}=1;p=2"));

        Assert.Equal(field, StructuredDictionary.Parse(field).ToString());
    }
}
