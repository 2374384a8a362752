namespace Peregrine;

/// <summary>What is written is read again, in as few octets as it should be.</summary>
public sealed class HpackEncoderTests
{
    private static readonly string[] Names =
    [
        "User-Agent", "Accept", "x-custom", "X-Other", "Cookie", "Authorization", "If-None-Match",
    ];
    private static readonly string[] Values =
    [
        "", "a", "caf\u00e9", "peregrine/1.0", "application/json", new('l', 300), new('v', 3000),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_written_is_read_again_whatever_becomes_of_the_table(int seed)
    {
        var random = new Random(seed);
        var (encoder, decoder) = (new HpackEncoder(), new HpackDecoder());
        for (var i = 0; i < 3000; i++)
        {
            for (var changes = random.Next(20) == 0 ? random.Next(1, 4) : 0; changes > 0; changes--)
            {
                encoder.Resize((uint)random.Next(3) switch { 0 => 0, 1 => 8192, _ => (uint)random.Next(5000) });
            }

            var fields = Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => new Header(Any(Names), random.Next(3) == 0 ? $"{random.Next(50)}" : Any(Values)))
                .ToArray();

            Assert.Equal(
                fields.Select(field => $"{field.Name.ToLowerInvariant()}: {field.Value}"),
                CollectedFields.Of(decoder, Written(encoder, fields)));
        }

        string Any(string[] texts) => texts[random.Next(texts.Length)];
    }

    [Fact]
    public void What_is_sent_again_and_again_comes_to_cost_one_octet()
    {
        var encoder = new HpackEncoder();
        var field = new Header("x-custom", "some value");

        Assert.Equal([21, 21, 1, 1], Enumerable.Range(0, 4).Select(_ => Written(encoder, field).Length));
        Assert.Single(Written(encoder, new Header("x-custom", new string("some value"))));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("cookie")]
    public void A_secret_is_never_kept(string name)
    {
        var encoder = new HpackEncoder();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0x10, Written(encoder, new Header(name, "secret"))[0] & 0xF0);
            Assert.Equal(0x10, Written(encoder, new Header("x-key", "secret") { IsSecret = true })[0] & 0xF0);
        }
    }

    [Fact]
    public void A_value_goes_out_in_the_octets_that_it_came_in()
    {
        var encoder = new HpackEncoder();
        Assert.Equal("x-a"u8.Length + 3 + 1, Written(encoder, new Header("x-a", "\u00e9") { IsLatin1 = true }).Length);
        Assert.Equal("x-a"u8.Length + 3 + 2, Written(encoder, new Header("x-a", "\u00e9")).Length);
    }

    [Fact]
    public void A_table_that_the_server_does_not_want_is_not_used()
    {
        var (encoder, field) = (new HpackEncoder(), new Header("x-custom", "some value"));
        Written(encoder, field);
        Written(encoder, field);
        encoder.Resize(0);

        var blocks = Enumerable.Range(0, 3).Select(_ => Written(encoder, field)).ToArray();

        Assert.Equal(0x20, blocks[0][0]);
        Assert.Equal([22, 21, 21], blocks.Select(block => block.Length));
    }

    private static byte[] Written(HpackEncoder encoder, params Header[] fields)
    {
        var buffer = new FrameBuffer();
        encoder.Begin(buffer);
        Array.ForEach(fields, field => encoder.Write(buffer, field));
        return buffer.Memory.ToArray();
    }
}
