using System.Text;

namespace Peregrine;

/// <summary>Lines and pieces of text.</summary>
public sealed class LinesTests
{
    private static readonly string[] Words = ["\r", "\n", "\r\n", "é", "\U0001F426", "x", "yyyyy"];

    [Theory]
    [InlineData("a\nb\r\nc\rd", "a|b|c|d")]
    [InlineData("a\n\nb", "a||b")]
    [InlineData("a\r\n\r\nb\r\n", "a||b")]
    [InlineData("a\r\rb\r", "a||b")]
    [InlineData("a\n\r\nb", "a||b")]
    [InlineData("\n", "")]
    [InlineData("a\u2028b\u0085c\u000bd\u000ce", "a\u2028b\u0085c\u000bd\u000ce")]
    [InlineData("\uFEFFa\n\uFEFFb", "a|\uFEFFb")]
    public async Task Lines_end_at_CR_LF_and_CR_LF_and_nowhere_else(string text, string lines)
    {
        foreach (var blocking in new[] { false, true })
        {
            var each = Encoding.UTF8.GetBytes(text).Select(octet => new[] { octet }).ToArray();
            var whole = await Streamed.TextAsync(text);
            var inPieces = await Streamed.BytesAsync(each);

            Assert.Equal(lines.Split('|'), await Streamed.ListAsync(blocking, whole.Lines, () => whole.LinesAsync()));
            Assert.Equal(
                lines.Split('|'), await Streamed.ListAsync(blocking, inPieces.Lines, () => inPieces.LinesAsync()));
        }
    }

    [Fact]
    public async Task An_empty_body_has_no_lines() => Assert.Empty((await Streamed.TextAsync()).Lines());

    [Fact]
    public async Task A_line_is_given_before_the_one_that_follows_it_comes()
    {
        var response = await Streamed.OfAsync(new PiecesStream(["first\r"u8.ToArray()], new IOException("not yet")));
        using var lines = response.Lines().GetEnumerator();

        Assert.True(lines.MoveNext());
        Assert.Equal("first", lines.Current);
        Assert.Throws<ProtocolException>(() => lines.MoveNext());
    }

    [Fact]
    public async Task Any_text_in_any_pieces_has_the_lines_that_a_plain_reader_finds()
    {
        var random = new Random(6);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(60)).Select(_ => Words[random.Next(Words.Length)]));
            var response = await Streamed.BytesAsync(Streamed.Cut(Encoding.UTF8.GetBytes(text), random));
            using var plain = new StringReader(text);
            var expected = new List<string>();
            while (plain.ReadLine() is { } line)
            {
                expected.Add(line);
            }

            Assert.Equal(
                expected, await Streamed.ListAsync(round % 2 == 0, response.Lines, () => response.LinesAsync()));
        }
    }

    [Fact]
    public async Task Octets_that_are_no_text_become_in_a_line_what_they_become_in_the_whole_text()
    {
        var random = new Random(8);
        byte[] octets = [(byte)'a', (byte)'b', (byte)'\n', 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x80, 0xFF];
        for (var round = 0; round < 300; round++)
        {
            var body = Enumerable.Range(0, random.Next(1, 80))
                .Select(_ => octets[random.Next(octets.Length)]).ToArray();
            var response = await Streamed.BytesAsync(Streamed.Cut(body, random));
            var expected = Encoding.UTF8.GetString(body).Split('\n');

            Assert.Equal(expected[^1].Length == 0 ? expected[..^1] : expected, response.Lines());
        }
    }

    [Theory]
    [InlineData("utf-16", "text/plain; charset=utf-16")]
    [InlineData("utf-16BE", "text/plain; charset=utf-16be")]
    [InlineData("utf-32", "text/plain")]
    [InlineData("iso-8859-1", "text/plain; charset=iso-8859-1")]
    public async Task The_text_is_in_the_encoding_of_its_header_or_its_mark(string name, string contentType)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("née\nÆ")];
        foreach (var response in new[]
        {
            await Streamed.OfAsync(new PiecesStream([bytes]), contentType),
            await Streamed.OfAsync(new PiecesStream(bytes.Select(octet => new[] { octet })), contentType),
        })
        {
            Assert.Equal(["née", "Æ"], response.Lines());
            Assert.Equal(encoding.CodePage, response.Encoding.CodePage);
        }
    }

    [Fact]
    public async Task An_encoding_that_was_set_is_used()
    {
        var response = await Streamed.BytesAsync([0x80]);
        response.Encoding = Charsets.Find("windows-1252")!;

        Assert.Equal("€", Assert.Single(response.Lines()));
    }

    [Fact]
    public async Task No_character_is_cut_between_pieces_of_text()
    {
        var random = new Random(7);
        var text = string.Concat(Enumerable.Repeat("aé€\U0001F426", 50));
        foreach (var blocking in new[] { false, true })
        {
            var response = await Streamed.BytesAsync(Streamed.Cut(Encoding.UTF8.GetBytes(text), random));
            var pieces = await Streamed.ListAsync(blocking, response.TextChunks, () => response.TextChunksAsync());

            Assert.True(pieces.Count > 5);
            Assert.Equal(text, string.Concat(pieces));
            Assert.DoesNotContain(pieces, piece => char.IsHighSurrogate(piece[^1]));
        }
    }

    [Fact]
    public async Task A_character_that_the_end_cuts_is_replaced()
    {
        var response = await Streamed.BytesAsync([(byte)'a', 0xE2, 0x82]);

        Assert.Equal("a\uFFFD", string.Concat(response.TextChunks()));
    }

    [Fact]
    public async Task A_line_that_is_too_long_to_hold_is_refused()
    {
        var response = await Streamed.OfAsync(
            new PiecesStream(Enumerable.Repeat(new byte[10_000], 100)), options: new() { MaxResponseBytes = 500_000 });

        var failure = Assert.ThrowsAny<RequestException>(() => response.Lines().Count());

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    [Fact]
    public void A_long_line_in_crumbs_takes_no_undue_time()
    {
        using var window = new LineWindow<char>('\r', '\n', long.MaxValue, 1024);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 200_000; i++)
        {
            new string('x', 64).CopyTo(window.Free(64).Span);
            window.Advance(64);
            Assert.False(window.TryTake(out _));
        }

        "\n".CopyTo(window.Free(64).Span);
        window.Advance(1);

        Assert.True(window.TryTake(out var line));
        Assert.Equal(12_800_000, line.Length);
        // Searching it again for each piece takes far longer.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
