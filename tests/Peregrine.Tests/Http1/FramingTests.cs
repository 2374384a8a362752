using System.Net;

namespace Peregrine;

/// <summary>Where a body ends, and whether another request may follow (RFC 9112, sections 6.3 and 9.3).</summary>
public sealed class FramingTests
{
    [Theory]
    [InlineData("GET 200", "Content-Length: 5", "Length 5 keeps")]
    [InlineData("GET 200", "Content-Length: 5; Content-Length: 5", "Length 5 keeps")]
    [InlineData("GET 200", "Content-Length: 5; Connection: close", "Length 5 closes")]
    [InlineData("GET 200", "Transfer-Encoding: chunked", "Chunked 0 keeps")]
    [InlineData("GET 200", "Transfer-Encoding: CHUNKED; Content-Length: 5", "Chunked 0 closes")]
    [InlineData("GET 200", "X: y", "UntilClose 0 closes")]
    [InlineData("HEAD 200", "Content-Length: 5", "Length 0 keeps")]
    [InlineData("HEAD 200", "Transfer-Encoding: chunked", "Length 0 keeps")]
    [InlineData("GET 304", "Content-Length: 5", "Length 0 keeps")]
    [InlineData("GET 204", "Content-Length: 0", "Length 0 keeps")]
    public void A_response_ends_where_its_head_says(string request, string fields, string expected) =>
        Assert.Equal(expected, Read(request, fields));

    /// <summary>
    /// A server that frames what has no body may send that body, and the next answer would begin with it.
    /// </summary>
    [Theory]
    [InlineData("GET 204", "Transfer-Encoding: chunked")]
    [InlineData("GET 204", "Transfer-Encoding: identity")]
    [InlineData("GET 204", "Content-Length: 5")]
    [InlineData("POST 304", "Transfer-Encoding: chunked")]
    public void What_has_no_body_and_is_framed_keeps_nothing_alive(string request, string fields) =>
        Assert.Equal("Length 0 closes", Read(request, fields));

    [Theory]
    [InlineData("Transfer-Encoding: identity; Content-Length: 5", "Length 5 closes")]
    [InlineData("Transfer-Encoding: Identity", "UntilClose 0 closes")]
    public void The_coding_identity_says_nothing_and_ends_the_connection(string fields, string expected) =>
        Assert.Equal(expected, Read("GET 200", fields));

    [Theory]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: identity, chunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: chunked; Transfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: x")]
    [InlineData("Content-Length: 5, 6")]
    [InlineData("Content-Length: -5")]
    [InlineData("Content-Length: 99999999999999999999")]
    public void What_two_readers_could_read_differently_is_refused(string fields) =>
        Assert.Throws<MalformedException>(() => Read("GET 200", fields));

    private static string Read(string request, string fields)
    {
        var (method, status) =
            (request[..^4], int.Parse(request[^3..], System.Globalization.CultureInfo.InvariantCulture));
        var headers = new Headers(
            [.. fields.Split("; ").Select(field => new Header(field.Split(": ")[0], field.Split(": ")[1]))]);
        var framing = Framing.ForResponse(
            new HttpMethod(method), new ResponseHead(status, "", HttpVersion.Version11, headers));
        return $"{framing.Kind} {framing.Length} {(framing.KeepsAlive ? "keeps" : "closes")}";
    }
}
