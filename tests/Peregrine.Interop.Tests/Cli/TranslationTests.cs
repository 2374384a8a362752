using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary><c>peregrine curl</c> as a process, and what <c>--as</c> prints.</summary>
public sealed class TranslationTests
{
    [Fact]
    public async Task A_line_of_curl_is_run()
    {
        await using var server = new SeenRequestServer();

        var run = await CliProcess.RunAsync("curl", $"curl '{server.Url}/x' -X PUT -H 'A: b' --data-raw $'it\\'s' -s");

        Assert.Equal((0, "ok", ""), (run.ExitCode, run.Output, run.Errors));
        Assert.StartsWith("PUT /x HTTP/1.1\r\n", server.Last, StringComparison.Ordinal);
        Assert.Contains("\r\nA: b\r\n", server.Last, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nit's", server.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_is_told_on_standard_error()
    {
        await using var server = new SeenRequestServer();

        var run = await CliProcess.RunAsync("curl", "--limit-rate", "1k", server.Url);

        Assert.Equal((0, "ok"), (run.ExitCode, run.Output));
        Assert.Contains("--limit-rate", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curl")]
    [InlineData("csharp")]
    [InlineData("http")]
    [InlineData("har")]
    [InlineData("python")]
    public async Task A_translation_sends_nothing_and_shows_no_secret(string language)
    {
        await using var server = new SeenRequestServer();
        string[] call =
        [
            "POST", $"{server.Url}/x", "password=s3cr3t", "name=Alice", "token==s3cr3t", "-a", "me:s3cr3t",
            $"--as={language}",
        ];

        var hidden = await CliProcess.RunAsync(call);
        var shown = await CliProcess.RunAsync([.. call, "--show-secrets"]);

        Assert.Equal((0, 0, 0), (hidden.ExitCode, shown.ExitCode, server.Count));
        Assert.DoesNotContain("s3cr3t", hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bWU6", hidden.Output, StringComparison.Ordinal);
        Assert.Contains("--show-secrets", hidden.Errors, StringComparison.Ordinal);
        Assert.Contains("s3cr3t", shown.Output, StringComparison.Ordinal);
        Assert.Contains("bWU6czNjcjN0", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Alice", hidden.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_har_is_json_with_the_request()
    {
        var run = await CliProcess.RunAsync(
            "PUT", "http://h.test/x?a=b%20c", "n=1", "Cookie:c=d", "--as", "har", "--show-secrets");
        var request = JsonNode.Parse(run.Output)!["log"]!["entries"]![0]!["request"]!;

        Assert.Equal("PUT", (string?)request["method"]);
        Assert.Equal("b c", (string?)request["queryString"]![0]!["value"]);
        Assert.Equal("d", (string?)request["cookies"]![0]!["value"]);
        Assert.Equal("""{"n":"1"}""", (string?)request["postData"]!["text"]);
    }

    [Fact]
    public async Task A_line_of_curl_becomes_an_entry_of_a_http_file()
    {
        var run = await CliProcess.RunAsync("curl", "curl http://h.test/x -H 'A: b' -d c=d", "--as", "http");

        Assert.Equal(
            "### POST http://h.test/x\nPOST http://h.test/x\nA: b\n"
            + "Content-Type: application/x-www-form-urlencoded\n\nc=d\n",
            run.Output);
    }

    [Fact]
    [Trait("run", "long")]
    public async Task Csharp_compiles_and_sends_the_same()
    {
        await using var server = new SeenRequestServer();
        string[] call =
        [
            "PATCH", $"{server.Url}/x?a=%2f", "name=it's \"q\" \\ \u00e9", "n:={\"a\":[1]}", "X-A:b", "User-Agent:",
        ];
        await CliProcess.RunAsync(call);
        var direct = server.Last;

        await RunCSharpAsync((await CliProcess.RunAsync([.. call, "--as", "csharp", "--show-secrets"])).Output);

        Assert.Equal(2, server.Count);
        Assert.Equal(direct, server.Last);
    }

    [Fact]
    public async Task Python_sends_the_same_body()
    {
        var run = await CliProcess.RunAsync("POST", "http://h.test/x", "a=it's \"q\"", "--as", "python");

        Assert.Contains("\"POST\",\n    \"http://h.test/x\",", run.Output, StringComparison.Ordinal);
        Assert.Contains("data=\"{\\\"a\\\":\\\"it", run.Output, StringComparison.Ordinal);
    }

    // As a project beside the library that was built: a package of this version may be in no feed.
    private static async Task RunCSharpAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-as-").FullName;
        try
        {
            var lines = program.Split('\n').Where(line => !line.StartsWith("#:", StringComparison.Ordinal));
            var source = string.Join('\n', lines);
            await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), source);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "As.csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>
                    <Reference Include="Peregrine" HintPath="{typeof(HttpSession).Assembly.Location}" />
                  </ItemGroup>
                </Project>
                """);
            var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            var start = new ProcessStartInfo(host, ["run", "--project", folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(process.ExitCode == 0, $"{source}\n{output}\n{await errors}");
            Assert.StartsWith("200 OK", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
