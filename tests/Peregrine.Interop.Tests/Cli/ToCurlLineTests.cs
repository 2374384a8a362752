using System.Diagnostics;
using System.Text;

namespace Peregrine;

/// <summary>
/// The line of <see cref="Request.ToCurl"/>, run by a shell with real curl, sends what the library sends.
/// </summary>
public sealed class ToCurlLineTests
{
    private const int Requests = 60;
    private const string Letters = "aZ09-_.~ !\"#$%&'()*+,/:;<=>?@[]^`{|}\\\u00e9\u4e16";
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "M-SEARCH", "a'b"];

    [Fact]
    public async Task Generated_requests_are_the_same_on_the_wire()
    {
        await using var server = new SeenRequestServer();
        var random = new Random(7);
        for (var i = 0; i < Requests; i++)
        {
            await SameAsync(server, Generated(server, random));
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("OPTIONS")]
    public async Task A_request_without_a_body_is_the_same(string method)
    {
        await using var server = new SeenRequestServer();
        using var session = new HttpSession();

        await SameAsync(server, session.Build(new HttpMethod(method), $"{server.Url}/a?b=%2f%2F&c[]={{1}}"));
    }

    [Fact]
    public async Task A_large_body_is_the_same()
    {
        await using var server = new SeenRequestServer();
        using var session = new HttpSession();
        var text = string.Concat(Enumerable.Repeat("It's 100 % large.\r\n", 80_000));

        await SameAsync(server, session.Build(HttpMethod.Post, server.Url, new() { Body = Body.Text(text) }));
    }

    [Fact]
    public async Task A_file_is_the_same()
    {
        await using var server = new SeenRequestServer();
        using var session = new HttpSession();
        var file = Path.Combine(Path.GetTempPath(), $"it's a {Guid.NewGuid():N}.bin");
        await File.WriteAllBytesAsync(file, [0, 1, 0xff, 13, 10], TestContext.Current.CancellationToken);
        try
        {
            await SameAsync(server, session.Build(HttpMethod.Put, server.Url, new() { Body = Body.File(file) }));
            await SameAsync(server, session.Build(HttpMethod.Post, server.Url, new()
            {
                Form = { { "name", "it's;x\nlines" }, { "at", "@x" }, { "q\"uo\"te", "\"" }, { "s", " x " } },
                Files =
                {
                    ["f"] = Upload.File(file, "a\";b.bin", "text/x; a=b"),
                    ["t"] = Upload.Text("te\"x\\t;", "t.txt"),
                },
            }));
            await SameAsync(server, session.Build(HttpMethod.Post, server.Url, new()
            {
                Files = { ["f"] = Upload.File(file), ["b"] = Upload.Bytes(new byte[] { 0, 13, 0x80 }) },
            }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Credentials_and_cookies_are_the_same()
    {
        await using var server = new SeenRequestServer();
        using var session = new HttpSession(new() { Auth = ("alice", "it's") });

        await SameAsync(
            server, session.Build(HttpMethod.Get, $"{server.Url}/?a=b", new() { Cookies = { ["c"] = "d" } }));
    }

    private static async Task SameAsync(SeenRequestServer server, Request request)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell");
        Peer.Require("curl", "curl");
        using var session = new HttpSession();
        await session.SendAsync(request, TestContext.Current.CancellationToken);
        var ours = Comparable(server.Last);
        var line = request.ToCurl(showSecrets: true);
        await RunAsync(line);

        Assert.Equal(ours, Comparable(server.Last));
    }

    // The boundary of a form is curl's own. Curl writes the fields of the body in another place, and no space behind
    // the colon of an empty field.
    private static string Comparable(string request)
    {
        const string boundary = "boundary=";
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = request[..end].Split("\r\n");
        var type = lines.FirstOrDefault(line => line.StartsWith("Content-Type: multipart", StringComparison.Ordinal));
        var fields = lines[1..].Where(line => line != type).Select(line => line.TrimEnd(' '));
        var ordered = IsMoved(lines) ? fields.Order(StringComparer.Ordinal) : fields;
        var whole = string.Join('\n', [lines[0], .. ordered, request[end..]]);
        return type is null ? whole : whole
            .Replace(type.Split(boundary)[1], "B", StringComparison.Ordinal)
            .Replace($"Content-Length: {request.Length - end - 4}", "Content-Length: N", StringComparison.Ordinal);
    }

    private static bool IsMoved(string[] lines) =>
        Array.Exists(lines, line => line.StartsWith("Content-Length:", StringComparison.Ordinal))
            || Array.Exists(lines, line => line.StartsWith("Cookie:", StringComparison.Ordinal));

    private static async Task RunAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        await shell.StandardInput.WriteAsync(line + "\n");
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, $"{line[..Math.Min(line.Length, 500)]}\n{errors}");
    }

    private static Request Generated(SeenRequestServer server, Random random)
    {
        var bytes = new byte[random.Next(30)];
        random.NextBytes(bytes);
        var options = new RequestOptions
        {
            Headers = { { "X-A", Text(random).Trim() }, { "X-A", Text(random).Trim() }, { "X-E", "" } },
            Query = { ["q"] = Text(random) },
            Body = random.Next(4) switch
            {
                0 => null,
                1 => Body.Bytes(bytes, "application/octet-stream"),
                2 => Body.Bytes(bytes),
                _ => Body.Text($"{Text(random)}\n{Text(random)}"),
            },
        };
        if (random.Next(3) == 0)
        {
            options.Headers[random.Next(2) == 0 ? "User-Agent" : "Accept"] = null;
        }

        using var session = new HttpSession();
        var path = Uri.EscapeDataString(Text(random));
        var method = new HttpMethod(Methods[random.Next(Methods.Length)]);
        return session.Build(method, $"{server.Url}/{path}?a={{}}[]", options);
    }

    private static string Text(Random random) =>
        new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]);
}
