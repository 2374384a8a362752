using System.Text;

namespace Peregrine;

/// <summary>Recordings of other programs, as their formats are documented.</summary>
public sealed class HarFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Chromium()
    {
        var file = Parse("""
            {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[
            {"_connectionId":"41","_initiator":{"type":"other"},"_priority":"VeryHigh","_resourceType":"document",
            "cache":{},"connection":"443",
            "request":{"method":"GET","url":"https://h.test/a?b=c","httpVersion":"http/2.0",
            "headers":[{"name":":authority","value":"h.test"},{"name":"accept","value":"*/*"}],
            "queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},
            "response":{"status":200,"statusText":"","httpVersion":"http/2.0","headers":[
            {"name":"content-type","value":"text/html; charset=utf-8"},
            {"name":"set-cookie","value":"a=1\nb=2; Path=/"}],
            "cookies":[],"content":{"size":5,"mimeType":"text/html","text":"héllo"},"redirectURL":"","headersSize":-1,
            "bodySize":-1,"_transferSize":391,"_error":null},
            "serverIPAddress":"[2606:2800::1]","startedDateTime":"2026-11-30T10:00:00.125Z","time":31.5,
            "timings":{"blocked":2.5,"dns":-1,"ssl":7,"connect":12,"send":0.5,"wait":10,"receive":6.5,
            "_blocked_queueing":1}},
            {"request":{"method":"GET","url":"https://h.test/image","httpVersion":"h3","headers":[]},
            "response":{"status":200,"content":{"size":3,"mimeType":"image/png","text":"AQID","encoding":"base64"}},
            "startedDateTime":"2026-11-30T10:00:00.000Z"},
            {"request":{"method":"GET","url":"https://h.test/unkept","headers":[]},
            "response":{"status":200,"content":{"size":3000,"mimeType":"x-unknown"},"headers":[]},
            "startedDateTime":"2026-11-30T10:00:01.000Z"},
            {"request":{"method":"GET","url":"https://none.test/","httpVersion":"","headers":[]},
            "response":{"status":0,"statusText":"","httpVersion":"","headers":[],
            "content":{"size":0,"mimeType":"x-unknown"},
            "_error":"net::ERR_NAME_NOT_RESOLVED"},"startedDateTime":"2026-11-30T10:00:02.000Z"}]}}
            """);

        Assert.Equal("WebInspector 537.36", file.Creator);
        Assert.Equal(
            ["image", "a", "unkept", ""],
            file.Entries.Select(entry => new Uri(entry.Request.Url).AbsolutePath[1..]));
        var page = file.Entries[1];
        Assert.Equal(2, page.Request.Version.Major);
        Assert.Equal(["accept"], page.Request.Headers.Select(field => field.Name));
        Assert.Equal(["a=1", "b=2; Path=/"], page.Response.Headers.GetAll("Set-Cookie"));
        Assert.Equal("héllo", page.Response.Text);
        Assert.Equal("2606:2800::1", page.ServerAddress);
        Assert.Equal(
            new HarTimings
            {
                Pool = Ms(2.5),
                Connect = Ms(5),
                Tls = Ms(7),
                Send = Ms(0.5),
                Wait = Ms(10),
                Receive = Ms(6.5),
            },
            page.Timings);
        Assert.Equal((Ms(31.5), false, (long?)null), (page.Time, page.Response.IsCut, page.Response.BytesReceived));
        Assert.Equal([1, 2, 3], file.Entries[0].Response.Bytes);
        Assert.Equal(3, file.Entries[0].Request.Version.Major);
        Assert.True(file.Entries[2].Response.IsCut);
        Assert.Null(file.Entries[2].Response.ContentType);
        Assert.Equal((0, "net::ERR_NAME_NOT_RESOLVED"), (file.Entries[3].Response.StatusCode, file.Entries[3].Error));
    }

    [Fact]
    public void Of_Firefox_with_a_byte_order_mark_and_a_form()
    {
        var file = HarFile.Parse(
            (byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""
            {"log":{"version":"1.2","creator":{"name":"Firefox","version":"128.0"},
            "browser":{"name":"Firefox","version":"128.0"},
            "pages":[{"id":"page_1","pageTimings":{"onContentLoad":-8,"onLoad":-1},"startedDateTime":"x","title":""}],
            "entries":[{"pageref":"page_1","startedDateTime":"2026-11-30T11:00:00.000+01:00",
            "request":{"bodySize":7,"method":"POST","url":"https://h.test/","httpVersion":"HTTP/2","headers":[
            {"name":"Content-Type","value":"application/x-www-form-urlencoded"}],"cookies":[],"queryString":[],
            "headersSize":400,"postData":{"mimeType":"application/x-www-form-urlencoded","params":[
            {"name":"a b","value":"c&d"},{"name":"e","value":"f"}]}},
            "response":{"status":"204","statusText":"No Content","httpVersion":"HTTP/2","headers":[],"cookies":[],
            "content":{"mimeType":"text/plain","size":0,"text":""},"redirectURL":"","headersSize":0,"bodySize":0},
            "cache":{},"timings":{"blocked":-1,"dns":0,"connect":0,"ssl":0,"send":0,"wait":"12","receive":0},"time":12,
            "_securityState":"secure","serverIPAddress":"93.184.216.34","connection":"443"}]}}
            """)], "f.har");

        var entry = Assert.Single(file.Entries);
        Assert.Equal("a+b=c%26d&e=f"u8, entry.Request.Bytes);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 10, 0, 0, default), entry.StartedAt);
        Assert.Equal((204, "No Content", Ms(12)), (
            entry.Response.StatusCode, entry.Response.ReasonPhrase, entry.Timings.Wait));
        Assert.Null(entry.Timings.Pool);
        Assert.False(entry.Response.IsCut);
    }

    [Theory]
    [InlineData("""{"log":{"entries":[]}}""", 0)] // Of a proxy that writes no version.
    [InlineData("""{"log":{"version":"1.2"}}""", 0)]
    [InlineData(
        """{"comment":{"a":[1]},"log":{"version":"1.2","comment":"x","entries":[null,1,{},{"request":null}]}}""", 2)]
    [InlineData(
        """{"log":{"entries":[{"request":{"headers":[{"name":"a b","value":"x"},{"name":"A"},{"value":1},7]}}]}}""", 1)]
    [InlineData(
        """{"log":{"entries":[{"time":1e400,"timings":{"wait":-1,"send":"x"},"response":{"status":99999}}]}}""", 1)]
    [InlineData("""{"log":{"entries":[{"response":{"content":{"text":"!!","encoding":"base64"}}}]}}""", 1)]
    [InlineData("""{"log":{"entries":[{"request":{"url":"\ud800"},"startedDateTime":17}]}}""", 1)]
    public void What_is_missing_or_strange_is_passed_over(string text, int count) =>
        Assert.Equal(count, Parse(text).Entries.Count);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"log":[]}""")]
    [InlineData("""{"log":{"a":1}}""")]
    [InlineData("""{"log":{"entries":[{]}}""")]
    public void What_is_no_recording_is_refused_by_name(string text)
    {
        var failure = Assert.Throws<InvalidDataException>(() => Parse(text));

        Assert.StartsWith("f.har is no HAR: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_read_from_disk_blocking_and_not()
    {
        var path = _folder.At("f.har");
        await File.WriteAllTextAsync(
            path, """{"log":{"version":"1.2","entries":[{"request":{"url":"http://h.test/"}}]}}""");

        Assert.Single(HarFile.Read(path).Entries);
        Assert.Single((await HarFile.ReadAsync(path)).Entries);
        Assert.Throws<FileNotFoundException>(() => HarFile.Read(_folder.At("none.har")));
        await Assert.ThrowsAsync<FileNotFoundException>(() => HarFile.ReadAsync(_folder.At("none.har")));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        var path = _folder.At("large.har");
        using (var file = File.Create(path))
        {
            file.SetLength((long)HarFile.MaxBytes + 1); // Of holes.
        }

        var failure = Assert.Throws<IOException>(() => HarFile.Read(path));
        Assert.Contains("larger than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bytes_of_a_text_are_those_of_its_charset()
    {
        var file = Parse("""
            {"log":{"entries":[{"response":{"status":200,
            "headers":[{"name":"Content-Type","value":"text/plain; charset=iso-8859-1"}],"content":{"text":"é"}}}]}}
            """);

        Assert.Equal([0xE9], file.Entries[0].Response.Bytes);
        Assert.Equal("é", file.Entries[0].Response.Text);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromTicks((long)(milliseconds * 10_000));

    private static HarFile Parse(string text) => HarFile.Parse(Encoding.UTF8.GetBytes(text), "f.har");
}
