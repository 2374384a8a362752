using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What comes is passed on as it comes, and an end in the middle leaves nothing half-made.</summary>
public sealed class StreamedOutputTests(OurHttpbin server) : IDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private static readonly Dictionary<string, string> Plain = new() { ["NO_COLOR"] = "1" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-cli-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_piece_of_a_body_leaves_when_it_comes()
    {
        await using var slow = new SlowServer();
        using var run = CliRun.Start(slow.Url);

        await slow.SendAsync(Head + "data: 1\n", Test);
        Assert.Equal("data: 1", await run.ReadLineAsync(Test));
        await slow.SendAsync("data: 2\n", Test);
        Assert.Equal("data: 2", await run.ReadLineAsync(Test));
    }

    [Fact]
    public async Task An_endless_body_ends_when_its_reader_has_gone()
    {
        await using var slow = new SlowServer();
        using var run = CliRun.Start(slow.Url);
        await slow.SendAsync(Head + "data: 1\n", Test);
        Assert.Equal("data: 1", await run.ReadLineAsync(Test));

        run.StopReading();
        var more = string.Concat(Enumerable.Repeat("data: more\n", 1000));
        var ended = run.EndAsync(Test);
        while (!ended.IsCompleted && await slow.SendAsync(more, Test))
        {
            await Task.Yield();
        }

        Assert.Equal((0, ""), await ended);
    }

    [Fact]
    public async Task The_status_shows_though_the_reader_has_gone()
    {
        await using var slow = new SlowServer();
        using var run = CliRun.Start(slow.Url);
        await slow.SendAsync("HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\none\n", Test);
        Assert.Equal("one", await run.ReadLineAsync(Test));

        run.StopReading();
        var ended = run.EndAsync(Test);
        while (!ended.IsCompleted && await slow.SendAsync("more\n", Test))
        {
            await Task.Yield();
        }

        Assert.Equal(5, (await ended).Code);
    }

    [Fact]
    public async Task A_signal_ends_a_call_whose_output_nothing_reads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent by kill");
        await using var slow = new SlowServer();
        using var run = CliRun.Start(slow.Url);
        await slow.SendAsync(Head + new string('x', 1_000_000), Test); // A pipe holds less.

        run.Signal("TERM");

        Assert.Equal(143, await run.EndUnreadAsync(Test));
    }

    [Fact]
    public async Task A_signal_leaves_no_file_of_a_body_that_was_coming_in()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent by kill");
        using var run = CliRun.StartIn(_folder.FullName, "POST", "http://127.0.0.1:1/");
        await run.GiveAsync(new byte[300_000], Test);
        while (Directory.GetFiles(_folder.FullName, "peregrine-*").Length == 0)
        {
            await Task.Delay(10, Test);
        }

        run.Signal("TERM");

        Assert.Equal(143, (await run.EndAsync(Test)).Code);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "peregrine-*"));
    }

    [Fact]
    public async Task A_file_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs modes");
            return;
        }

        var path = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(path, "before", Test);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var run = await CliProcess.RunAsync($"{(await server.BinAsync()).Url}base64/YQ==", "-o", path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("a", await File.ReadAllTextAsync(path, Test));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    [InlineData("/proc/self/fd/1")]
    public async Task A_descriptor_is_written_to_as_it_is(string name)
    {
        var path = Path.Combine(_folder.FullName, "log");
        await File.WriteAllTextAsync(path, "before\n", Test);

        await CliProcess.RunInShellAsync($"$P {(await server.BinAsync()).Url}base64/YQ== -o {name} >>{path}");

        Assert.Equal("before\na", await File.ReadAllTextAsync(path, Test));
    }

    [Fact]
    public async Task What_came_of_a_body_that_is_cut_is_in_the_pipe()
    {
        await using var other = new OtherServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");

        var run = await CliProcess.RunAsync(other.Url);

        Assert.Equal((10, "short"), (run.ExitCode, run.Output));
        Assert.Contains("cut off", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_keeps_what_it_had_when_the_body_is_cut()
    {
        await using var other = new OtherServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");
        var path = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(path, "before", Test);

        var run = await CliProcess.RunAsync(other.Url, "-o", path);

        Assert.Equal(10, run.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(path, Test));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_file_that_was_not_there_is_not_there_after_an_interruption()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent by kill");
        await using var slow = new SlowServer();
        using var run = CliRun.Start(slow.Url, "-o", Path.Combine(_folder.FullName, "file"));
        await slow.SendAsync(Head + "data: 1\n", Test);
        while (Directory.GetFiles(_folder.FullName).Length == 0)
        {
            await Task.Delay(10, Test);
        }

        run.Signal("INT");

        Assert.Equal(130, (await run.EndAsync(Test)).Code);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("$P {0}get >/dev/null 2>&-", 0, "")]
    [InlineData("$P http://127.0.0.1:1/ 2>&-", 7, "")]
    [InlineData("$P http://127.0.0.1:1/ 2>/dev/full", 7, "")]
    [InlineData("$P {0}status/404 2>&-", 4, "")]
    [InlineData("$P --nonsense 2>&-", 2, "")]
    [InlineData("$P {0}get >&-", 1, "standard output is closed")]
    [InlineData("$P {0}get >/dev/full", 1, "No space left")]
    [InlineData("$P POST {0}post <&- >/dev/null", 0, "")]
    [InlineData("$P POST {0}post - <&-", 2, "standard input is closed")]
    public async Task Closed_and_full_descriptors_end_with_the_right_code(string line, int code, string words)
    {
        var url = (await server.BinAsync()).Url;

        var run = await CliProcess.RunInShellAsync(line.Replace("{0}", $"{url}", StringComparison.Ordinal));

        Assert.True(run.ExitCode == code, $"{run.ExitCode}: {run.Errors}");
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_share_a_file_write_one_behind_the_other()
    {
        var path = Path.Combine(_folder.FullName, "file");
        var url = $"{(await server.BinAsync()).Url}base64/YQ==";

        await CliProcess.RunInShellAsync($"(echo 1; $P {url}; echo 2; $P {url}) >{path}");

        Assert.Equal("1\na2\na", await File.ReadAllTextAsync(path, Test));
    }

    [Fact]
    public async Task A_large_body_from_a_pipe_has_its_length_and_leaves_no_file()
    {
        var before = Spools();
        var body = new string('x', 200_000);

        var run = await CliProcess.RunWithInputAsync(body, "POST", $"{(await server.BinAsync()).Url}anything");

        var seen = JsonNode.Parse(run.Bytes)!;
        Assert.Equal(body, (string?)seen["data"]);
        Assert.Equal("200000", (string?)seen["headers"]!["Content-Length"]);
        Assert.Empty(Spools().Except(before));
    }

    [Fact]
    public async Task Standard_input_is_left_alone_where_that_is_said()
    {
        var run = await CliProcess.RunWithInputAsync(
            "for another program", "POST", $"{(await server.BinAsync()).Url}anything", "--ignore-stdin");

        Assert.Equal("", (string?)JsonNode.Parse(run.Bytes)!["data"]);
    }

    [Fact]
    public async Task A_terminal_shows_events_and_lines_of_json_one_by_one()
    {
        await using var events = new OtherServer(Head + "event: tick\ndata: {\"n\":1}\n\n");
        await using var lines = new OtherServer(
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n{\"a\":[1,2]}\n");

        var shown = await CliProcess.RunOnTerminalAsync(Plain, "-b", events.Url);
        var rows = await CliProcess.RunOnTerminalAsync(Plain, "-b", lines.Url);

        Assert.Equal("event: tick\r\ndata: {\"n\": 1}\r\n\r\n", shown.Output);
        Assert.Equal("{\"a\": [1, 2]}\r\n", rows.Output);
    }

    [Fact]
    public async Task A_terminal_is_left_as_it_was()
    {
        var run = await CliProcess.RunOnTerminalAsync(Plain, $"{(await server.BinAsync()).Url}get");

        Assert.DoesNotContain("\e[?1h", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e=", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("run", "long")]
    public async Task A_body_beyond_the_library_s_limit_comes_in_little_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is read from /proc");
        const int pieces = 300;
        await using var slow = new SlowServer();
        using var run = CliRun.Start(slow.Url);
        var piece = new string('x', 1_000_000);
        await slow.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {pieces * piece.Length}\r\n\r\n", Test);

        for (var at = 0; at < pieces; at++)
        {
            var reading = run.ReadAsync(piece.Length, Test);
            Assert.True(await slow.SendAsync(piece, Test));
            await reading;
        }

        Assert.InRange(run.PeakMemory(), 1_000_000, 150_000_000);
        Assert.Equal((0, ""), await run.EndAsync(Test));
    }

    private static string[] Spools() => Directory.GetFiles(Path.GetTempPath(), "peregrine-*");
}
