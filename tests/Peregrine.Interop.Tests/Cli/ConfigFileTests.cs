using System.Net;

namespace Peregrine;

/// <summary>The user's own defaults, and how they are undone.</summary>
public sealed class ConfigFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Options_of_the_file_come_before_those_of_the_command_line()
    {
        var plan = PlanWith("""{"default_options": ["--form", "--timeout=10", "--max-time", "9", "-vo", "f"]}""",
            "example.com", "a=b", "--timeout=2");

        Assert.Equal((BodyFormat.Form, 2, 9, "f"), (plan.Format, plan.Timeout, plan.MaxTime, plan.Output));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"__meta__": {"httpie": "3.2.1"}, "disable_update_warnings": true, "default_options": []}""")]
    public void A_file_without_options_changes_nothing(string content) =>
        Assert.Equal(CommandLine.Parse("example.com").Timeout, PlanWith(content, "example.com").Timeout);

    [Fact]
    public void No_file_is_no_options() => Assert.Empty(ConfigFile.Read(Variable));

    [Theory]
    [InlineData("no JSON (line 2)", "{\n")]
    [InlineData("no JSON", "")]
    [InlineData("no JSON object", "[]")]
    [InlineData("list of texts", """{"default_options": "--form"}""")]
    [InlineData("list of texts", """{"default_options": [1]}""")]
    [InlineData("no setting 'defaultoptions'", """{"defaultoptions": []}""")]
    [InlineData("no option --from; perhaps --form", """{"default_options": ["--from"]}""")]
    [InlineData("'GET' is no option", """{"default_options": ["GET"]}""")]
    [InlineData("'--' is no option", """{"default_options": ["--"]}""")]
    [InlineData("number of seconds", """{"default_options": ["--timeout=hunter2"]}""")]
    [InlineData("needs its SECONDS", """{"default_options": ["--timeout"]}""")]
    public void What_is_wrong_with_the_file_is_told_with_its_path(string reason, string content)
    {
        var refusal = Assert.Throws<UsageException>(() => PlanWith(content, "example.com")).Message;

        Assert.StartsWith(Path.Combine(_folder.FullName, "config.json") + ": ", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_is_one_line_and_nothing_is_sent()
    {
        Write("{");

        var run = await CliProcess.RunWithVariableAsync("PEREGRINE_CONFIG_DIR", _folder.FullName, "127.0.0.1:1");

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_program_reads_it()
    {
        await using var server = await FactsServer.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Write("""{"default_options": ["--bearer=from-the-file"]}""");
        var url = server.Url.ToString();

        var run = await CliProcess.RunWithVariableAsync("PEREGRINE_CONFIG_DIR", _folder.FullName, url);
        var undone = await CliProcess.RunWithVariableAsync(
            "PEREGRINE_CONFIG_DIR", _folder.FullName, url, "--no-bearer");

        Assert.EndsWith("authorization=Bearer from-the-file", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("authorization=", undone.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/own", "/a/own", "/x", "/home/me")]
    [InlineData("/x/peregrine", "", "/x", "/home/me")]
    [InlineData("/home/me/.config/peregrine", null, "relative", "/home/me")]
    [InlineData("/home/me/.config/peregrine", null, null, "/home/me")]
    public void The_folder_is_the_one_that_the_environment_says(
        string folder, string? own, string? configs, string home)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "has other paths");

        Assert.Equal(folder, ConfigFolder.Path(name => name switch
        {
            "PEREGRINE_CONFIG_DIR" => own,
            "XDG_CONFIG_HOME" => configs,
            "HOME" => home,
            _ => null,
        }));
    }

    [Fact]
    public void An_option_is_undone_and_what_came_beside_it_is_not()
    {
        const string content = """{"default_options": ["--form", "--timeout=10", "--insecure", "--proxy=http://p"]}""";

        var plan = PlanWith(content, "example.com", "--no-form", "--no-timeout", "--no-insecure", "--retry=2");

        Assert.True(plan is { Format: null, Timeout: null, IsInsecure: false, Retries: 2, Proxies: ["http://p"] });
        Assert.True(CommandLine.Parse("example.com", "--form", "--no-form", "--json").Format == BodyFormat.Json);
        Assert.Equal(3, CommandLine.Parse("example.com", "--timeout=2", "--no-timeout", "--timeout=3").Timeout);
        Assert.False(CommandLine.Parse("example.com", "--no-follow").FollowsRedirects);
    }

    [Theory]
    [InlineData("no option --no-such", "--no-such")]
    [InlineData("--no-timeout takes no value", "--no-timeout=1")]
    public void What_can_t_be_undone_is_refused(string reason, string option) => Assert.Contains(
        reason,
        Assert.Throws<UsageException>(() => CommandLine.Parse("example.com", option)).Message,
        StringComparison.Ordinal);

    private Plan PlanWith(string content, params string[] arguments)
    {
        Write(content);
        return CommandLine.ParseAfter(ConfigFile.Read(Variable), arguments);
    }

    private void Write(string content) => File.WriteAllText(Path.Combine(_folder.FullName, "config.json"), content);

    private string? Variable(string name) => name == "PEREGRINE_CONFIG_DIR" ? _folder.FullName : null;
}
