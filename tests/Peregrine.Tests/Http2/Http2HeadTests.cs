using System.Text;

namespace Peregrine;

public sealed class Http2HeadTests
{
    [Theory]
    [InlineData(null, ":status: 200", "x-a: 1")]
    [InlineData(null, ":status: 999")]
    [InlineData("no status", "x-a: 1")]
    [InlineData("no place", "x-a: 1", ":status: 200")]
    [InlineData("no place", ":status: 200", ":status: 200")]
    [InlineData("no place", ":status: 200", ":path: /")]
    [InlineData("no place", ":status: 200", ":none: 1")]
    [InlineData("three digits", ":status: 20")]
    [InlineData("three digits", ":status: 2000")]
    [InlineData("three digits", ":status: 099")]
    [InlineData("three digits", ":status: +20")]
    [InlineData("three digits", ":status: ")]
    [InlineData("control character", ":status: 200", "x-a: a\0b")]
    [InlineData("control character", ":status: 200", "content-length: 5\u0001")]
    [InlineData(null, ":status: 200", "x-a: a\u0001b")]
    [InlineData("lower case", ":status: 200", "X-A: 1")]
    public void A_head_keeps_its_rules(string? fault, params string[] fields)
    {
        var head = Read(new Http2Head(HeadLimit.Standard), isTrailers: false, fields);

        Assert.Equal(fault is null, head.Fault is null);
        Assert.Contains(fault ?? "", head.Fault?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Trailers_have_no_status()
    {
        Assert.Null(Read(new Http2Head(HeadLimit.Standard), isTrailers: true, "x-a: 1").Fault);
        Assert.NotNull(Read(new Http2Head(HeadLimit.Standard), isTrailers: true, ":status: 200").Fault);
    }

    [Fact]
    public void A_head_that_says_the_same_is_the_same()
    {
        var head = new Http2Head(HeadLimit.Standard);
        var first = Read(head, false, ":status: 200", "x-a: 1", "date: now").Fields;
        var trailers = Read(head, true, "x-t: 1").Fields;

        Assert.Same(first, Read(head, false, ":status: 404", "x-a: 1", "date: now").Fields);
        var other = Read(head, false, ":status: 200", "x-a: 1", "date: then").Fields;
        Assert.NotSame(first, other);
        Assert.Equal(["1", "then"], other.Select(field => field.Value));
        Assert.Same(other[0].Value, first[0].Value);
        Assert.Equal(2, Read(head, false, ":status: 200", "x-a: 1", "date: then", "x-b: 2").Fields.Count - 1);
        Assert.Single(Read(head, false, ":status: 200", "x-a: 1").Fields);
        Assert.Equal("x-t", trailers.Single().Name);
    }

    [Fact]
    public void A_head_is_as_large_as_its_fields_and_32_octets_for_each()
    {
        var limit = HeadLimit.Standard;
        var fits = Read(new Http2Head(limit), false, ":status: 200", "x: " + new string('v', limit.Bytes - 42 - 33));
        var passes = Read(new Http2Head(limit), false, ":status: 200", "x: " + new string('v', limit.Bytes - 42 - 32));

        Assert.Equal((limit.Bytes, null), (fits.Size, fits.Fault));
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, passes.Fault!.Error);
    }

    private static Http2Head Read(Http2Head head, bool isTrailers, params string[] fields)
    {
        head.Begin(isTrailers, 0);
        foreach (var field in fields)
        {
            var colon = field.IndexOf(": ", 1, StringComparison.Ordinal);
            head.Add(HpackField.FromBytes(
                Encoding.Latin1.GetBytes(field[..colon]), Encoding.Latin1.GetBytes(field[(colon + 2)..])));
        }

        return head;
    }
}
