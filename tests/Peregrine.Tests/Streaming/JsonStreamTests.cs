using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>Many JSON values in one body: one a line, or the items of an array.</summary>
public sealed class JsonStreamTests
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    [Theory]
    [InlineData("{\"n\":1}\n{\"n\":2}")]
    [InlineData("{\"n\":1}\r\n\r\n  \n{\"n\":2}\r\n")]
    [InlineData("\uFEFF{\"n\":1}\r{\"n\":2}")]
    [InlineData(" { \"n\" : 1 } \n\t{\"n\":2}")]
    public async Task Each_line_is_a_value(string body)
    {
        foreach (var blocking in new[] { false, true })
        {
            var random = new Random(1);
            var response = await Streamed.BytesAsync(Streamed.Cut(Encoding.UTF8.GetBytes(body), random));
            var rows = await Streamed.ListAsync(
                blocking, response.JsonLines<Row>, () => response.JsonLinesAsync<Row>());

            Assert.Equal([1, 2], rows.Select(row => row.N));
        }
    }

    [Fact]
    public async Task A_line_that_is_no_JSON_is_named_by_its_number()
    {
        var response = await Streamed.TextAsync("{\"n\":1}\n\n{\"n\":");
        var seen = new List<Row>();

        var failure = Assert.Throws<DecodingException>(() => seen.AddRange(response.JsonLines<Row>()));

        Assert.Single(seen);
        Assert.Contains("line 3", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData(" [ ] ", "")]
    [InlineData("[{\"n\":1}]", "1")]
    [InlineData("[{\"n\":1},{\"n\":2,\"more\":[[],{\"n\":3}]} , {\"n\":-4}]\n", "1,2,-4")]
    [InlineData("\uFEFF[{\"n\":1}]", "1")]
    public async Task Each_item_of_an_array_is_given(string body, string numbers)
    {
        foreach (var blocking in new[] { false, true })
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            foreach (var pieces in new[] { [bytes], bytes.Select(octet => new[] { octet }).ToArray() })
            {
                var response = await Streamed.BytesAsync(pieces);
                var rows = await Streamed.ListAsync(
                    blocking, response.JsonArray<Row>, () => response.JsonArrayAsync<Row>());

                Assert.Equal(numbers, string.Join(',', rows.Select(row => row.N)));
            }
        }
    }

    [Fact]
    public async Task Items_that_are_plain_values_are_given()
    {
        var response = await Streamed.TextAsync("[1, 2", "3,4", "5e0, ", "6]");

        Assert.Equal([1, 23, 45, 6], response.JsonArray<double>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("[{\"n\":1}")]
    [InlineData("[{\"n\":1},")]
    [InlineData("[{\"n\":1}{\"n\":2}]")]
    [InlineData("[{\"n\":1}] x")]
    [InlineData("[{\"n\":1}][]")]
    [InlineData("{\"n\":1}")]
    [InlineData("1")]
    [InlineData("[1]")]
    public async Task What_is_not_one_whole_array_of_such_items_is_an_error(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var whole = await Streamed.BytesAsync(bytes);
        var inPieces = await Streamed.BytesAsync([.. bytes.Select(octet => new[] { octet })]);

        Assert.Throws<DecodingException>(() => whole.JsonArray<Row>().ToList());
        Assert.Throws<DecodingException>(() => inPieces.JsonArray<Row>().ToList());
    }

    [Theory]
    [InlineData("utf-16", null)]
    [InlineData("utf-16BE", null)]
    [InlineData("utf-32", null)]
    [InlineData("utf-32BE", "application/json; charset=iso-8859-1")]
    [InlineData("iso-8859-1", "application/json; charset=ISO-8859-1")]
    [InlineData("windows-1252", "application/x-ndjson; charset=\"windows-1252\"")]
    [InlineData("utf-8", "application/json; charset=utf-16")]
    public async Task Values_are_read_in_every_encoding(string charset, string? contentType)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        foreach (var (blocking, mark) in new[] { (true, false), (false, true), (true, true), (false, false) })
        {
            byte[][] Pieces(string text) =>
                [.. (mark ? encoding.GetPreamble() : [])
                    .Concat(encoding.GetBytes(text)).Select(octet => new[] { octet })];
            var lines = await Streamed.OfAsync(
                new PiecesStream(Pieces("{\"n\":1,\"text\":\"é\"}\n{\"n\":2,\"text\":\"ü\"}")), contentType);
            var array = await Streamed.OfAsync(
                new PiecesStream(Pieces("[{\"n\":1,\"text\":\"é\"},{\"n\":2,\"text\":\"ü\"}]")), contentType);

            var ofLines = await Streamed.ListAsync(blocking, lines.JsonLines<Row>, () => lines.JsonLinesAsync<Row>());
            var ofArray = await Streamed.ListAsync(blocking, array.JsonArray<Row>, () => array.JsonArrayAsync<Row>());

            Assert.Equal(["é", "ü"], ofLines.Select(row => row.Text));
            Assert.Equal(["é", "ü"], ofArray.Select(row => row.Text));
        }
    }

    [Fact]
    public async Task A_short_first_line_is_given_before_the_next_one_comes()
    {
        var response = await Streamed.OfAsync(new PiecesStream(["1\n"u8.ToArray()], new IOException("not yet")));
        await using var items = response.JsonLinesAsync<int>()
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await items.MoveNextAsync());
        Assert.Equal(1, items.Current);
    }

    [Fact]
    public async Task An_item_is_given_before_the_next_one_comes()
    {
        var response = await Streamed.OfAsync(
            new PiecesStream(["[{\"n\":1},"u8.ToArray()], new IOException("not yet")));
        await using var items = response.JsonArrayAsync<Row>()
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await items.MoveNextAsync());
        Assert.Equal(1, items.Current.N);
        await Assert.ThrowsAsync<ProtocolException>(async () => await items.MoveNextAsync());
    }

    [Fact]
    public async Task Any_array_in_any_pieces_comes_as_it_was()
    {
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var rows = Enumerable.Range(0, random.Next(20))
                .Select(n => new Row(n, new string('"', random.Next(30)), [n, new[] { n }])).ToList();
            var bytes = JsonSerializer.SerializeToUtf8Bytes(
                rows, round % 3 == 0 ? Indented : JsonSerializerOptions.Web);
            var response = await Streamed.BytesAsync(Streamed.Cut(bytes, random));

            var read = await Streamed.ListAsync(
                round % 2 == 0, response.JsonArray<Row>, () => response.JsonArrayAsync<Row>());

            Assert.Equal(rows.Select(row => (row.N, row.Text)), read.Select(row => (row.N, row.Text)));
        }
    }

    [Fact]
    public void A_large_item_in_crumbs_is_looked_at_once()
    {
        var scan = new ArrayScan();
        var crumb = Enumerable.Repeat((byte)'x', 64).ToArray();
        Assert.Equal(2, scan.Pass("[\""u8, out _));
        for (var i = 0; i < 1000; i++)
        {
            // It keeps its place and asks for nothing that was passed before.
            Assert.Equal(64, scan.Pass(crumb, out _));
            Assert.True(scan.IsInItem);
        }

        Assert.Equal(1, scan.Pass("\",1]"u8, out var behind));
        Assert.Equal((0, false), (behind, scan.IsInItem));
    }

    private sealed record Row(int N, string? Text = null, object?[]? More = null);
}
