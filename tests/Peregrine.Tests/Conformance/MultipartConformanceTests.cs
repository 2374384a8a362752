using System.Text;
using System.Text.Json;

namespace Peregrine;

[Trait("run", "long")]
public sealed class MultipartConformanceTests
{
    /// <summary>
    /// Cases of httpx's own escapes, which differ from the standard that we follow; docs/dialect.md says why.
    /// </summary>
    internal static readonly HashSet<string> LeftOut = ["httpx-filename-escape-04"];

    public static TheoryData<string> Ids => Shared.Ids("multipart");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Writes_what_the_suite_expects(string id)
    {
        Shared.Require("multipart");
        var given = Shared.Cases("multipart").Single(one => one.GetProperty("id").GetString() == id);
        if (given.TryGetProperty("fn", out _))
        {
            var written = $"filename=\"{DispositionText.EscapedOfPart(given.GetProperty("filename").GetString()!)}\"";
            Assert.Equal(!LeftOut.Contains(id), written == given.GetProperty("expected").GetString());
            return;
        }

        var request = await SendAsync(given);

        Assert.Equal(given.GetProperty("expected").GetProperty("body").GetString(), request.Body);
        if (given.TryGetProperty("contentTypeHeader", out var type))
        {
            Assert.Equal(type.GetString(), request.Headers["Content-Type"]);
        }
    }

    private static async Task<SentRequest> SendAsync(JsonElement given)
    {
        using var server = new FakeServer(FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var options = new RequestOptions();
        foreach (var part in given.GetProperty("parts").EnumerateArray())
        {
            Add(options, part);
        }

        // Without a header of the caller's the boundary is random: it comes in by the header here.
        options.Headers["Content-Type"] = given.TryGetProperty("contentTypeHeader", out var type)
            ? type.GetString()
            : $"multipart/form-data; boundary={given.GetProperty("boundary").GetString()}";
        await session.PostAsync("http://example.test/", options, TestContext.Current.CancellationToken);
        return server.Sent[0];
    }

    private static void Add(RequestOptions options, JsonElement part)
    {
        var name = part.GetProperty("name").GetString()!;
        if (part.TryGetProperty("value", out var value))
        {
            options.Form.Add(name, value.GetString());
            return;
        }

        var headers = new HeaderValues();
        foreach (var field in part.TryGetProperty("headers", out var fields) ? fields.EnumerateObject().ToArray() : [])
        {
            headers.Add(field.Name, field.Value.GetString());
        }

        var fileName = part.TryGetProperty("filename", out var named) ? named.GetString() : "upload";
        var contentType = part.TryGetProperty("contentType", out var typed) ? typed.GetString() : null;
        var upload = UploadOf(part, fileName, contentType);
        foreach (var (field, text) in headers)
        {
            upload.Headers.Add(field, text);
        }

        options.Files.Add(name, upload);
    }

    private static Upload UploadOf(JsonElement part, string? fileName, string? contentType)
    {
        if (!part.TryGetProperty("contentChunks", out var chunks))
        {
            return Upload.Text(part.GetProperty("content").GetString()!, fileName, contentType);
        }

        var text = string.Concat(chunks.EnumerateArray().Select(chunk => chunk.GetString()));
        return Upload.Stream(new MemoryStream(Encoding.UTF8.GetBytes(text)), fileName, contentType);
    }
}
