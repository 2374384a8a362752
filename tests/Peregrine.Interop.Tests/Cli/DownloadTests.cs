namespace Peregrine;

/// <summary>Bodies that are saved under a name of their own.</summary>
public sealed class DownloadTests : IDisposable
{
    private const string Named =
        "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=\"../../a b.txt\"\r\n"
        + "Content-Length: 4\r\n\r\nbody";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-cli-");

    private const string Lost =
        "peregrine: nothing of it is kept; with -c the next call goes on, where the server can\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_server_s_name_is_made_safe_and_overwrites_nothing()
    {
        await using var other = new OtherServer(Named);

        var first = await InFolderAsync($"$P -d {other.Url}");
        var second = await InFolderAsync($"$P -d {other.Url}");
        var third = await InFolderAsync($"$P -d {other.Url} n=v");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Equal(["a b-1.txt", "a b-2.txt", "a b.txt"], Names());
        Assert.All(Names(), name => Assert.Equal("body", File.ReadAllText(Path.Combine(_folder.FullName, name))));
        Assert.Empty(first.Output);
        Assert.Matches("^peregrine: saved 4 B to a b\\.txt in [0-9.]+ m?s( \\([^)]*/s\\))?\n$", first.Errors);
        Assert.StartsWith("peregrine: saved 4 B to a b-1.txt in", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_comes_from_the_address_otherwise()
    {
        await using var other = new OtherServer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");

        await InFolderAsync($"$P -dq {other.Url}files/re%20port.pdf?x=1");

        Assert.Equal(["re port.pdf"], Names());
    }

    [Fact]
    public async Task A_file_that_was_named_is_replaced()
    {
        await using var other = new OtherServer(Named);
        var path = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(path, "before", Test);

        var run = await CliProcess.RunAsync(other.Url, "-d", "-o", path);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains($"saved 4 B to {path} in ", run.Errors, StringComparison.Ordinal);
        Assert.Equal("body", await File.ReadAllTextAsync(path, Test));
    }

    [Fact]
    public async Task A_device_is_written_to()
    {
        await using var other = new OtherServer(Named);

        var run = await CliProcess.RunInShellAsync($"$P -dq {other.Url} -o /dev/stdout | cat");

        Assert.Equal("body", run.Output);
    }

    [Fact]
    public async Task Of_a_failure_nothing_is_saved()
    {
        await using var other = new OtherServer("HTTP/1.1 404 Nope\r\nContent-Length: 4\r\n\r\ngone");

        var run = await InFolderAsync($"$P -d {other.Url}x");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("404", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Theory]
    [InlineData("-d", 0)]
    [InlineData("-dc", 2)]
    public async Task An_interruption_leaves_a_part_only_where_it_can_be_gone_on_with(string option, int left)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent by kill");
        await using var slow = new SlowServer();
        using var run = CliRun.Start(option, slow.Url, "-o", Path.Combine(_folder.FullName, "file"));
        await slow.SendAsync("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 1000\r\n\r\nbegun", Test);
        while (!_folder.GetFiles().Any(file => file.Length == 5))
        {
            await Task.Delay(10, Test);
        }

        run.Signal("INT");

        var (code, errors) = await run.EndAsync(Test);
        Assert.Equal((130, left), (code, Names().Length));
        Assert.Equal(left > 0 ? "" : Lost, errors);
    }

    [Fact]
    public async Task A_download_that_fails_says_that_nothing_is_kept_of_it()
    {
        const string cut = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 8\r\n\r\nhalf";
        await using var server = new SequenceServer(
            cut, cut, "HTTP/1.1 404 Nope\r\nContent-Length: 4\r\n\r\ngone");

        var lost = await InFolderAsync($"$P -d --timeout 2 {server.Url}x");
        var quiet = await InFolderAsync($"$P -dqq --timeout 2 {server.Url}x");
        var refused = await InFolderAsync($"$P -d {server.Url}x");

        Assert.EndsWith($".\n{Lost}", lost.Errors, StringComparison.Ordinal);
        Assert.Single(quiet.Errors.TrimEnd('\n').Split('\n'));
        Assert.Single(refused.Errors.TrimEnd('\n').Split('\n'));
        Assert.Empty(Names());
    }

    [Fact]
    public async Task A_file_that_can_t_be_gone_on_with_is_said_to_be_fetched_anew()
    {
        const string whole = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";
        await using var server = new SequenceServer(whole, whole, whole);
        var path = Path.Combine(_folder.FullName, "b.bin");

        var first = await InFolderAsync($"$P -dc -o b.bin {server.Url}");
        var second = await InFolderAsync($"$P -dc -o b.bin {server.Url}");
        await File.WriteAllTextAsync(path + ".part", "ano", Test);
        var third = await InFolderAsync($"$P -dc -o b.bin {server.Url}");

        const string none = "peregrine: no part of b.bin is there that -c has left: it is fetched anew\n";
        Assert.StartsWith("peregrine: saved", first.Errors, StringComparison.Ordinal);
        Assert.StartsWith(none + "peregrine: saved", second.Errors, StringComparison.Ordinal);
        Assert.Contains("belongs to another file", third.Errors, StringComparison.Ordinal);
        Assert.Equal("body", await File.ReadAllTextAsync(path, Test));
    }

    [Fact]
    public async Task The_next_run_goes_on_with_the_part()
    {
        await using var server = new SequenceServer(
            "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 8\r\n\r\nhalf",
            "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\nContent-Range: bytes 4-7/8\r\n"
            + "Content-Length: 4\r\n\r\nrest");
        var path = Path.Combine(_folder.FullName, "file");

        var cut = await CliProcess.RunAsync(server.Url, "-dc", "-o", path);
        var rest = await CliProcess.RunAsync(server.Url, "-dc", "-o", path);

        Assert.Equal((5, 0), (cut.ExitCode, rest.ExitCode));
        Assert.Contains("saved the last 4 B of 8 B to ", rest.Errors, StringComparison.Ordinal);
        Assert.Equal("halfrest", await File.ReadAllTextAsync(path, Test));
        Assert.Contains("Range: bytes=4-", server.Requests[2], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["file"], Names());
    }

    private string[] Names() =>
        [.. _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private Task<CliProcess> InFolderAsync(string line) =>
        CliProcess.RunInShellAsync($"cd '{_folder.FullName}' && {line} </dev/null");
}
