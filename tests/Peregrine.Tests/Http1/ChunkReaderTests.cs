using System.Text;

namespace Peregrine;

/// <summary>The chunks of a body (RFC 9112, section 7.1).</summary>
public sealed class ChunkReaderTests
{
    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("005\r\nhello\r\n000\r\n\r\n", "hello")]
    [InlineData("5;a=b\r\nhello\r\n0;c\r\n\r\n", "hello")]
    [InlineData("5 ;a=b\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5  \r\nhello\r\n0\t\r\n\r\n", "hello")]
    [InlineData("2\r\nhe\r\n3 \r\nllo\r\n0\r\nX-A: b\r\n\r\n", "hello")]
    [InlineData("0\r\n\r\n", "")]
    public void Chunks_are_read_however_they_are_cut(string wire, string expected)
    {
        for (var cut = 1; cut <= wire.Length; cut++)
        {
            Assert.Equal(expected, Read(wire, cut));
        }
    }

    [Theory]
    [InlineData("5 0\r\nhello\r\n0\r\n\r\n")]
    [InlineData(" 5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("+5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello0\r\n\r\n")]
    [InlineData("\r\nhello\r\n0\r\n\r\n")]
    [InlineData("  \r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\u000b\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a\rb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("0\r\nX-A: b\rc\r\n\r\n")]
    [InlineData("8000000000000000\r\nhello")]
    [InlineData("0\r\nX-A: b\0\r\n\r\n")]
    public void What_two_readers_could_read_differently_is_refused(string wire)
    {
        for (var cut = 1; cut <= wire.Length; cut++)
        {
            Assert.Throws<MalformedException>(() => Read(wire, cut));
        }
    }

    [Fact]
    public void A_control_character_costs_its_trailer()
    {
        var wire = "0\r\nX-A: b\u0001\r\nX-C: d\r\n\r\n"u8.ToArray();
        for (var cut = 1; cut <= wire.Length; cut++)
        {
            var reader = new ChunkReader();
            var consumed = reader.Advance(wire.AsSpan(0, cut));
            _ = reader.Advance(wire.AsSpan(consumed));

            Assert.True(reader.IsDone);
            Assert.Equal(["X-C: d"], reader.Trailers.Select(field => $"{field.Name}: {field.Value}"));
        }
    }

    private static string Read(string wire, int piece)
    {
        var (reader, arrived, body) = (new ChunkReader(), new List<byte>(), new StringBuilder());
        foreach (var part in Encoding.Latin1.GetBytes(wire).Chunk(piece))
        {
            arrived.AddRange(part);
            while (true)
            {
                arrived.RemoveRange(0, reader.Advance(arrived.ToArray()));
                var count = (int)Math.Min(reader.Left, arrived.Count);
                if (count == 0)
                {
                    break;
                }

                body.Append(Encoding.Latin1.GetString(arrived.ToArray(), 0, count));
                arrived.RemoveRange(0, count);
                reader.Took(count);
            }
        }

        Assert.True(reader.IsDone);
        return body.ToString();
    }
}
