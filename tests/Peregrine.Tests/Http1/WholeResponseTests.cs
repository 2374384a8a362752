using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// A response as it arrives, from its first byte to its last: head, framing and body end at the same byte wherever it
/// is cut.
/// </summary>
public sealed class WholeResponseTests
{
    private const string Chunked = "Transfer-Encoding: chunked";

    /// <summary>
    /// The method, what arrives (its lines end in LF here), and what is read: status, framing, body, and what is left
    /// over.
    /// </summary>
    public static TheoryData<string, string, string> Responses => new()
    {
        { "GET", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", "200 Length keeps 'hello' ''" },
        { "GET", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhelloHTTP/1.1", "200 Length keeps 'hello' 'HTTP/1.1'" },
        { "GET", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "200 Length keeps '' ''" },
        { "GET", "HTTP/1.1 200 OK\nContent-Length: 2, 2\n\nhi", "200 Length keeps 'hi' ''" },
        { "GET", "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: x, Close\n\nhi", "200 Length closes 'hi' ''" },
        { "GET", "HTTP/1.0 200 OK\nContent-Length: 2\n\nhi", "200 Length closes 'hi' ''" },
        { "GET", "HTTP/1.0 200 OK\nContent-Length: 2\nConnection: Keep-Alive\n\nhi", "200 Length keeps 'hi' ''" },
        { "GET", "HTTP/1.1 200 OK\n\nhello", "200 UntilClose closes 'hello' ''" },
        { "GET", $"HTTP/1.1 200 OK\n{Chunked}\n\n2\nhe\n3;x\nllo\n0\n\nHTTP", "200 Chunked keeps 'hello' 'HTTP'" },
        { "GET", $"HTTP/1.1 200 OK\n{Chunked}\nContent-Length: 3\n\n2\nhe\n0\nA: b\n\n", "200 Chunked closes 'he' ''" },
        { "GET", $"HTTP/1.0 200 OK\n{Chunked}\nConnection: keep-alive\n\n2\nhe\n0\n\n", "200 Chunked closes 'he' ''" },
        { "HEAD", "HTTP/1.1 200 OK\nContent-Length: 5\n\nHTTP", "200 Length keeps '' 'HTTP'" },
        { "HEAD", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", "200 Length keeps '' ''" },
        { "GET", "HTTP/1.1 204 No Content\n\nrest", "204 Length keeps '' 'rest'" },
        { "GET", "HTTP/1.1 304 Not Modified\nContent-Length: 5\n\n", "304 Length keeps '' ''" },
        { "GET", "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early\nA: b\n\nHTTP/1.1 204 No\n\n", "204 Length keeps '' ''" },
    };

    /// <summary>What arrives, and a word of the reason.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n", "not chunked" },
        { "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n", "not chunked" },
        { "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 2\n\nxx", "two lengths" },
        { "HTTP/1.1 200 OK\nContent-Length: 0x1\n\nx", "not a number" },
        { "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nx\n", "not a hexadecimal number" },
        { "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\nxy\n", "longer than its size" },
        { "HTTP/2 200 OK\n\n", "does not begin" },
        { "HTTP/1.1 20 OK\n\n", "does not begin" },
        { "HTTP/1.1 099 No\n\n", "does not begin" },
        { "HTTP/1.1  200 OK\n\n", "does not begin" },
        { " HTTP/1.1 200 OK\n\n", "does not begin" },
        { "\nHTTP/1.1 200 OK\n\n", "does not begin" },
        { "ICY 200 OK\n\n", "does not begin" },
        { "HTTP/1.1 101 Switching\n\n", "switched protocols" },
        { "HTTP/1.1 200 OK\n folded: x\n\n", "begins with a folded line" },
        { "HTTP/1.1 200 OK\nno colon\n\n", "no proper name" },
        { "HTTP/1.1 200 OK\n: x\n\n", "no proper name" },
        { "HTTP/1.1 200 OK\nA : x\n\n", "no proper name" },
        { "HTTP/1.1 200 OK\nA: x\0\n\n", "" },
        { "HTTP/1.1 200 OK\nA: x\n y\0\n\n", "" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public void A_response_ends_at_the_same_byte_wherever_it_is_cut(string method, string text, string expected) =>
        Assert.All(Cuts(text), pieces => Assert.Equal(expected, Read(method, pieces)));

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_two_readers_could_read_differently_is_refused_wherever_it_is_cut(string text, string reason) =>
        Assert.All(Cuts(text), pieces => Assert.Contains(reason, RefusalOf(pieces), StringComparison.Ordinal));

    /// <summary>
    /// A head of exactly the limit is read, and one of a byte more is refused, in one piece and in several.
    /// </summary>
    [Theory]
    [InlineData(64 * 1024, 64 * 1024, null)]
    [InlineData((64 * 1024) + 1, 64 * 1024, "64 KiB")]
    [InlineData(300_000, 300_000, null)]
    [InlineData(300_001, 300_000, "300000 bytes")]
    public void A_head_has_a_largest_size_wherever_it_is_cut(int size, int largest, string? refusal)
    {
        var limit = new HeadLimit(largest);
        var start = "HTTP/1.1 204 No\nA: ".Replace("\n", "\r\n", StringComparison.Ordinal);
        var wire = Encoding.ASCII.GetBytes(start + new string('x', size - start.Length - 4) + "\r\n\r\n");
        foreach (var piece in new[] { 1000, 4096, size - 1, size })
        {
            var pieces = wire.Chunk(piece).ToList();
            if (refusal is null)
            {
                Assert.Equal("204 Length keeps '' ''", Read("GET", pieces, limit));
            }
            else
            {
                Assert.Contains(refusal, RefusalOf(pieces, limit), StringComparison.Ordinal);
            }
        }
    }

    // In one piece, byte by byte, and in two pieces at each place.
    private static IEnumerable<List<byte[]>> Cuts(string text)
    {
        var wire = Encoding.Latin1.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return [wire];
        yield return [.. wire.Chunk(1)];
        for (var cut = 1; cut < wire.Length; cut++)
        {
            yield return [wire[..cut], wire[cut..]];
        }
    }

    private static string RefusalOf(List<byte[]> pieces, HeadLimit? limit = null) =>
        Assert.Throws<MalformedException>(() => Read("GET", pieces, limit)).Message;

    private static string Read(string method, List<byte[]> pieces, HeadLimit? limit = null)
    {
        var parser = new ResponseHeadParser(limit ?? HeadLimit.Standard);
        var (received, body) = (new ReadBuffer(), new StringBuilder());
        var chunks = new ChunkReader();
        Framing? framing = null;
        foreach (var piece in pieces)
        {
            piece.CopyTo(received.Free(piece.Length));
            received.Received(piece.Length);
            framing ??= ReadHead(parser, received, method);
            Take(framing, chunks, received, body);
        }

        var known = Assert.NotNull(framing);
        Assert.Equal(known.Kind == FramingKind.Chunked, chunks.IsDone);
        Assert.True(known.Kind != FramingKind.Length || known.Length == body.Length);
        var (reuse, rest) = (known.KeepsAlive ? "keeps" : "closes", Encoding.Latin1.GetString(received.Span));
        return string.Create(
            CultureInfo.InvariantCulture, $"{parser.Result.StatusCode} {known.Kind} {reuse} '{body}' '{rest}'");
    }

    private static Framing? ReadHead(ResponseHeadParser parser, ReadBuffer received, string method)
    {
        var isComplete = parser.Read(received.Span, out var consumed);
        received.Consume(consumed);
        return isComplete ? Framing.ForResponse(new HttpMethod(method), parser.Result) : null;
    }

    private static void Take(Framing? framing, ChunkReader chunks, ReadBuffer received, StringBuilder body)
    {
        while (framing is { } known)
        {
            received.Consume(known.Kind == FramingKind.Chunked ? chunks.Advance(received.Span) : 0);
            var left = known.Kind switch
            {
                FramingKind.Chunked => chunks.Left,
                FramingKind.Length => known.Length - body.Length,
                _ => long.MaxValue,
            };
            var taken = new byte[(int)Math.Min(left, received.Count)];
            if (received.Read(taken) == 0)
            {
                return;
            }

            body.Append(Encoding.Latin1.GetString(taken));
            if (known.Kind == FramingKind.Chunked)
            {
                chunks.Took(taken.Length);
            }
        }
    }
}
