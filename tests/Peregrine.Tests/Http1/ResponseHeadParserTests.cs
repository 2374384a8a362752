using System.Text;

namespace Peregrine;

/// <summary>The head of a response as it arrives (RFC 9112, sections 4 and 5).</summary>
public sealed class ResponseHeadParserTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "200 A=b")]
    [InlineData("HTTP/1.0 404\nA: b\n\n", "404 A=b")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nC: d\r\n\r\n", "200 C=d")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\td \r\nE: f\r\n\r\n", "200 A=b c d, E=f")]
    [InlineData("HTTP/1.1 200 OK\r\nA:\r\n b\r\n \r\n c\r\n\r\n", "200 A=b c")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\u0001\r\n c\r\nD: e\r\n\r\n", "200 D=e")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n c\u007f\r\n d\r\nE: f\r\n\r\n", "200 E=f")]
    public void A_head_is_read_however_it_is_cut(string wire, string expected)
    {
        for (var cut = 1; cut <= wire.Length; cut++)
        {
            Assert.Equal(expected, Read(new ResponseHeadParser(HeadLimit.Standard), wire, cut));
        }
    }

    [Fact]
    public void A_head_is_read_alike_when_it_comes_again()
    {
        var parser = new ResponseHeadParser(HeadLimit.Standard);
        foreach (var (wire, expected) in ((string, string)[])[
            ("HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\n", "200 A=b, C=d"),
            ("HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\n", "200 A=b, C=d"),
            ("HTTP/1.1 200 OK\r\nA: b\r\n c\r\nC: d\r\n\r\n", "200 A=b c, C=d"),
            ("HTTP/1.1 200 OK\r\nA: b\r\nX: \u0001\r\nC: d\r\n\r\n", "200 A=b, C=d"),
            ("HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "200 A=b"),
        ])
        {
            parser.Reset();
            Assert.Equal(expected, Read(parser, wire, wire.Length));
        }
    }

    /// <summary>15,000 folded lines cost what they are long, and not that squared.</summary>
    [Fact]
    public void Folded_lines_cost_linear_memory()
    {
        var wire = Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 OK\r\nA: b\r\n" + string.Concat(Enumerable.Repeat(" c\r\n", 15_000)) + "\r\n");
        _ = Cost(wire);

        Assert.InRange(Cost(wire), 0, 4_000_000);
    }

    private static long Cost(byte[] wire)
    {
        var parser = new ResponseHeadParser(HeadLimit.Standard);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(parser.Read(wire, out _));
        Assert.Equal(30_001, parser.Result.Headers["A"]!.Length);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Read(ResponseHeadParser parser, string wire, int piece)
    {
        var (arrived, isComplete) = (new List<byte>(), false);
        foreach (var part in Encoding.Latin1.GetBytes(wire).Chunk(piece))
        {
            Assert.False(isComplete);
            arrived.AddRange(part);
            isComplete = parser.Read(arrived.ToArray(), out var consumed);
            arrived.RemoveRange(0, consumed);
        }

        Assert.True(isComplete);
        return $"{parser.Result.StatusCode} "
            + $"{string.Join(", ", parser.Result.Headers.Select(field => $"{field.Name}={field.Value}"))}";
    }
}
