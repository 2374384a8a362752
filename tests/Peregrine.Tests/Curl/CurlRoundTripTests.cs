using System.Text;

namespace Peregrine;

/// <summary>A request that is written as a line of curl and read again is the same.</summary>
public sealed class CurlRoundTripTests
{
    private const int Requests = 2_000;
    private const string Letters = "aZ09-_.~ !\"#$%&'()*+,/:;<=>?@[]^`{|}\\\u00e9\u4e16\U0001F600";
    private static readonly string[] Methods = ["GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "M-SEARCH", "a'b"];
    private static readonly string[] Types =
        ["application/json", "text/plain", "application/octet-stream", "a/b; c=\"d\""];

    [Fact]
    public void Every_generated_request_comes_back()
    {
        var random = new Random(20);
        for (var i = 0; i < Requests; i++)
        {
            var request = Generated(random);
            var line = request.ToCurl(showSecrets: true);
            var again = CurlCommand.Parse(line);

            Assert.Empty(again.NotUnderstood);
            Assert.Equal(request.Method, again.Request.Method);
            Assert.Equal(request.Url.OriginalString, again.Request.Url.OriginalString);
            Assert.Equal(request.Headers, again.Request.Headers);
            Assert.Equal(request.Body?.Read(), again.Request.Body?.Read());
            Assert.Equal(line, again.Request.ToCurl(showSecrets: true));
        }
    }

    [Fact]
    public void A_form_with_a_file_comes_back_but_for_its_boundary()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "content");
            using var session = new HttpSession();
            var request = session.Build(HttpMethod.Post, "http://h/", new()
            {
                Form = { { "a\"b", "x;y\n" }, { "c", "@d" }, { "e", " f " } },
                Files =
                {
                    ["f"] = Upload.File(file, "n\"a;me.txt", "text/x"),
                    ["t"] = Upload.Text("te\"x\\t", "t.txt"),
                },
            });
            var line = request.ToCurl();
            var again = CurlCommand.Parse(line).Request;

            Assert.Contains(" -F ", line, StringComparison.Ordinal);
            Assert.Equal(WithoutBoundary(request), WithoutBoundary(again));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string WithoutBoundary(Request request) => Encoding.UTF8.GetString(request.Body!.Read())
        .Replace(Boundary.Parse(request.Headers["Content-Type"])!, "B", StringComparison.Ordinal);

    private static Request Generated(Random random)
    {
        var fields = Headers.Empty.Add("User-Agent", Text(random) + "x");
        for (var i = random.Next(4); i > 0; i--)
        {
            fields = fields.Add($"X-{random.Next(3)}", Text(random).Trim());
        }

        var body = BodyOf(random);
        fields = body?.ContentType is { } type ? fields.Add("Content-Type", type) : fields;
        var url = $"http://h.test:{random.Next(1, 9999)}/{Uri.EscapeDataString(Text(random))}?"
            + Text(random).Replace(" ", "%20", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal);
        using var session = new HttpSession();
        return session.Build(HttpMethod.Get, url) with
        {
            Method = new HttpMethod(Methods[random.Next(Methods.Length)]),
            Headers = fields,
            Body = body,
        };
    }

    private static string Text(Random random)
    {
        var runes = Letters.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => runes[random.Next(runes.Length)]));
    }

    private static Body? BodyOf(Random random)
    {
        var type = random.Next(4) == 0 ? null : Types[random.Next(Types.Length)];
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return random.Next(4) switch
        {
            0 => null,
            1 => Body.Bytes(bytes, type),
            2 => Body.Bytes(Encoding.UTF8.GetBytes($"{Text(random)}\r\n\t\0%d\\n{Text(random)}"), type),
            _ => Body.Bytes(Encoding.UTF8.GetBytes($"{Text(random)}\n{Text(random)}"), type),
        };
    }
}
