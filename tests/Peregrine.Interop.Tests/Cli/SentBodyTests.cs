using System.IO.Compression;
using System.Text;

namespace Peregrine;

/// <summary>How the body is sent: deflated, in chunks, parted by a boundary of the user's.</summary>
public sealed class SentBodyTests : IDisposable
{
    private static readonly string Long = new('a', 5000);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("-x")]
    [InlineData("-xx")]
    [InlineData("--compress", "--compress")]
    public void A_body_that_becomes_smaller_is_deflated(params string[] options)
    {
        var request = RequestOf([.. options, $"a={Long}"]);

        Assert.Equal("deflate", request.Headers["Content-Encoding"]);
        Assert.Equal($$"""{"a":"{{Long}}"}""", Inflated(request.Body!));
        Assert.InRange(request.Body!.Length!.Value, 1, 200);
    }

    [Theory]
    [InlineData(false, "-x")]
    [InlineData(true, "-xx")]
    [InlineData(true, "-x", "-x")]
    public void A_body_that_becomes_larger_is_deflated_only_when_that_is_asked_twice(
        bool isDeflated, params string[] options)
    {
        var request = RequestOf([.. options, "a=b"]);

        Assert.Equal(isDeflated ? "deflate" : null, request.Headers["Content-Encoding"]);
        Assert.Equal("""{"a":"b"}""", isDeflated ? Inflated(request.Body!) : Text(request.Body!));
    }

    [Fact]
    public void A_form_and_a_file_are_deflated_too()
    {
        var path = Write(Long);

        Assert.Equal($"a={Long}", Inflated(RequestOf("-fx", $"a={Long}").Body!));
        Assert.Equal(Long, Inflated(RequestOf("-x", $"@{path}").Body!));
        Assert.Contains(Long, Inflated(RequestOf("-x", $"a@{path}").Body!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_is_deflated_as_it_is_sent()
    {
        var content = string.Concat(Enumerable.Repeat(Long, 1000));
        var request = RequestOf("-x", $"@{Write(content)}");

        Assert.Equal(("deflate", null), (request.Headers["Content-Encoding"], request.Body!.Length));
        Assert.Equal(content, Inflated(request.Body));
    }

    [Fact]
    public void A_body_whose_coding_is_the_user_s_is_left_as_it_is() =>
        Assert.Equal($$"""{"a":"{{Long}}"}""", Text(RequestOf("-x", $"a={Long}", "Content-Encoding:mine").Body!));

    [Fact]
    public void A_call_without_a_body_has_nothing_to_deflate_or_to_cut()
    {
        var request = RequestOf("-x", "--chunked");

        Assert.Null(request.Body);
        Assert.False(request.Headers.Contains("Content-Encoding"));
    }

    [Theory]
    [InlineData("a=b")]
    [InlineData("-f", "a=b")]
    [InlineData("--multipart", "a=b")]
    [InlineData("--raw", "a")]
    [InlineData("-x", "a=b")]
    [InlineData("-xx", "a=b")]
    [InlineData("@FILE")]
    [InlineData("a@FILE")]
    public void In_chunks_a_body_has_no_length(params string[] arguments)
    {
        var path = Write("text");

        var plain = RequestOf([.. arguments.Select(one => one.Replace("FILE", path, StringComparison.Ordinal))]);
        var chunked = RequestOf(
            ["--chunked", .. arguments.Select(one => one.Replace("FILE", path, StringComparison.Ordinal))]);

        Assert.NotNull(plain.Body!.Length);
        Assert.Null(chunked.Body!.Length);
        Assert.Equal(TypeOf(plain), TypeOf(chunked));
    }

    [Fact]
    public void A_boundary_is_the_user_s()
    {
        var path = Write("text");

        foreach (var arguments in new[] { ["--multipart", "a=b"], new[] { $"a@{path}" } })
        {
            var request = RequestOf(["--boundary", "x(y)", .. arguments]);

            Assert.Matches("^multipart/form-data; boundary=\"?x\\(y\\)\"?$", request.Headers["Content-Type"]!);
            Assert.StartsWith("--x(y)\r\n", Text(request.Body!), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("multipart form", "--boundary", "x", "a=b")]
    [InlineData("1 to 70", "--boundary", "", "--multipart", "a=b")]
    [InlineData("1 to 70", "--boundary", "a b", "--multipart", "a=b")]
    public void A_boundary_that_can_t_be_is_refused(string reason, params string[] arguments) =>
        Assert.Contains(
            reason, Assert.Throws<UsageException>(() => RequestOf(arguments)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("application/json, */*;q=0.5", "a=b")]
    [InlineData("application/json, */*;q=0.5", "--raw", "{}")]
    [InlineData("application/json, */*;q=0.5", "-j")]
    [InlineData("*/*", "-f", "a=b")]
    [InlineData("*/*")]
    [InlineData("text/plain", "a=b", "accept:text/plain")]
    [InlineData(null, "a=b", "Accept:")]
    public void Who_sends_json_asks_for_json(string? accept, params string[] arguments) =>
        Assert.Equal(accept, RequestOf(arguments).Headers["Accept"]);

    [Theory]
    [InlineData("application/json", "body")]
    [InlineData("application/x-www-form-urlencoded", "body", "-f")]
    [InlineData("text/csv", "body.csv")]
    [InlineData("text/csv", "body.csv", "-f")]
    [InlineData(null, "body.unheard-of")]
    public void A_file_without_an_extension_is_what_standard_input_would_be(
        string? type, string name, params string[] options)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, "{}");

        Assert.Equal(type, RequestOf([.. options, $"@{path}"]).Body!.ContentType);
    }

    [Fact]
    public void A_part_has_the_name_that_is_written()
    {
        var file = Assert.Single(PlannedOf($"a@{Write("text")};filename=other.png").Options.Files).Value;

        Assert.Equal(("other.png", "image/png"), (file.FileName, file.ContentType));
    }

    private static string Inflated(Body body)
    {
        using var inflating = new ZLibStream(new MemoryStream(body.Read()), CompressionMode.Decompress);
        using var reader = new StreamReader(inflating);
        return reader.ReadToEnd();
    }

    private static string Text(Body body) => Encoding.UTF8.GetString(body.Read());

    private static string? TypeOf(Request request) => (request.Body!.ContentType ?? "").Split(';')[0];

    private static Request RequestOf(params string[] arguments)
    {
        using var session = new HttpSession();
        return SentBody.Build(session, PlannedOf(arguments));
    }

    private static PlannedRequest PlannedOf(params string[] arguments) =>
        PlanRequest.Of(CommandLine.Parse(["POST", "example.com", .. arguments]), null, _ => null);

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, text);
        return path;
    }
}
