using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Peregrine;

public sealed class HttpbinFormatTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Json_is_a_slideshow(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("json");
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.Equal(["slideshow"], answer.Keys);
        Assert.Equal(
            ["author", "date", "slides", "title"], answer.Json["slideshow"]!.AsObject().Select(member => member.Key));
        Assert.All(
            answer.Json["slideshow"]!["slides"]!.AsArray(),
            slide => Assert.Equal("all", slide!["type"]!.GetValue<string>()));
    }

    [Theory, HttpbinContract]
    public async Task Xml_is_a_slideshow(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("xml");
        Assert.Equal("application/xml", answer.Header("Content-Type"));
        var root = XDocument.Parse(answer.Text).Root!;
        Assert.Equal("slideshow", root.Name);
        Assert.Equal(["title", "date", "author"], root.Attributes().Select(attribute => attribute.Name.LocalName));
        Assert.All(root.Elements(), slide => Assert.Equal("slide", slide.Name));
    }

    [Theory, HttpbinContract]
    public async Task Html_pages_are_html(string server)
    {
        var client = await ClientAsync(server);
        foreach (var path in new[] { "", "html", "forms/post" })
        {
            var answer = await client.GetAsync(path);
            Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
            Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, HttpbinContract]
    public async Task Robots_are_denied(string server)
    {
        var client = await ClientAsync(server);
        var robots = await client.GetAsync("robots.txt");
        Assert.Equal("User-agent: *\nDisallow: /deny\n", robots.Text);
        Assert.Equal("text/plain", robots.Header("Content-Type"));
        var deny = await client.GetAsync("deny");
        Assert.Equal("text/plain", deny.Header("Content-Type"));
        Assert.Contains("YOU SHOULDN'T BE HERE", deny.Text, StringComparison.Ordinal);
    }

    [Theory, HttpbinContract]
    public async Task Utf8_text_says_that_it_is(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("encoding/utf8");
        Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
    }

    [Theory, HttpbinContract]
    public async Task Utf8_text_goes_beyond_ascii(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("encoding/utf8");
        Assert.Contains(answer.Text.EnumerateRunes(), rune => rune.Value > 0xFFFF);
        Assert.DoesNotContain('�', answer.Text);
    }

    [Theory, HttpbinContract]
    public async Task Codings_pack_the_echo(string server)
    {
        var client = await ClientAsync(server);
        await PacksAsync(
            client, "gzip", "gzip", "gzipped", stream => new GZipStream(stream, CompressionMode.Decompress));
        await PacksAsync(
            client, "deflate", "deflate", "deflated", stream => new ZLibStream(stream, CompressionMode.Decompress));
        await PacksAsync(
            client, "brotli", "br", "brotli", stream => new BrotliStream(stream, CompressionMode.Decompress));
    }

    [Theory, HttpbinContract]
    public async Task Links_lead_to_the_other_pages(string server)
    {
        var client = await ClientAsync(server);
        var first = await client.GetAsync("links/3");
        Assert.Equal(302, first.Status);
        Assert.Equal("/links/3/0", first.Header("Location"));
        var page = await client.GetAsync("links/3/1");
        Assert.Equal(
            "<html><head><title>Links</title></head><body><a href='/links/3/0'>0</a> 1 <a href='/links/3/2'>2</a> "
            + "</body></html>",
            page.Text);
        Assert.Equal(200, (await client.GetAsync("links/300/200")).Text.Split("<a href").Length - 1);
        Assert.Contains("<body>0 </body>", (await client.GetAsync("links/0/0")).Text, StringComparison.Ordinal);
    }

    private static async Task PacksAsync(
        HttpbinClient client, string path, string coding, string flag, Func<Stream, Stream> open)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(coding, answer.Header("Content-Encoding"));
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
        using var packed = new MemoryStream(answer.Body);
        using var stream = open(packed);
        var echo = (await JsonNode.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken))!;
        Assert.True(echo[flag]!.GetValue<bool>());
        Assert.Equal("GET", echo["method"]!.GetValue<string>());
        Assert.Equal(
            ["headers", "method", "origin"],
            echo.AsObject().Select(member => member.Key).Except([flag]).Order(StringComparer.Ordinal));
    }
}
