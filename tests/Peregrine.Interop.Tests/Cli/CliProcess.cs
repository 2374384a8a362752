using System.Diagnostics;
using System.Text;

namespace Peregrine;

/// <summary>One run of the built command, as a user or a script would start it: its output goes to pipes.</summary>
internal sealed record CliProcess(int ExitCode, byte[] Bytes, string Errors, TimeSpan Elapsed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Command = BuiltProgram.At("Peregrine.Cli");

    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "peregrine-nowhere");

    /// <summary>Standard output as text.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes);

    /// <summary>
    /// Runs <c>peregrine</c> to its end, which must come within a minute. Its standard input is empty.
    /// </summary>
    public static Task<CliProcess> RunAsync(params string[] arguments) =>
        RunAsync(StartInfo(Host, [Command, .. arguments]), []);

    /// <summary>Runs it with something to read.</summary>
    public static Task<CliProcess> RunWithInputAsync(string input, params string[] arguments) =>
        RunAsync(StartInfo(Host, [Command, .. arguments]), Encoding.UTF8.GetBytes(input));

    /// <summary>Runs it with an environment variable.</summary>
    public static Task<CliProcess> RunWithVariableAsync(string name, string value, params string[] arguments)
    {
        var start = StartInfo(Host, [Command, .. arguments]);
        start.Environment[name] = value;
        return RunAsync(start, []);
    }

    /// <summary>
    /// Runs it on a terminal, which turns line ends into CR LF and mixes in standard error. Skips the test where there
    /// is none to be had.
    /// </summary>
    public static Task<CliProcess> RunOnTerminalAsync(
        IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a terminal made by script, as Linux has it");
        var script = Peer.Require("script", "bsdutils");
        var line = string.Join(' ', new[] { Host, Command }.Concat(arguments).Select(word => $"'{word}'"));
        var start = StartInfo(script, ["-qec", line, "/dev/null"]);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return RunAsync(start, []);
    }

    /// <summary>Runs a line of a shell, in which <c>$P</c> is the command.</summary>
    public static Task<CliProcess> RunInShellAsync(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell");
        var whole = line.Replace("$P", $"'{Host}' '{Command}'", StringComparison.Ordinal);
        return RunAsync(StartInfo("/bin/sh", ["-c", whole]), []);
    }

    /// <summary>How the command is started.</summary>
    internal static ProcessStartInfo StartInfo(params string[] arguments) => StartInfo(Host, [Command, .. arguments]);

    private static async Task<CliProcess> RunAsync(ProcessStartInfo start, byte[] input)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await GiveAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task GiveAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to read it, and has ended.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static ProcessStartInfo StartInfo(string command, IReadOnlyList<string> arguments) =>
        new(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            Environment =
            {
                ["LC_ALL"] = "C.UTF-8",
                ["PEREGRINE_CONFIG_DIR"] = Nowhere, // What the person who runs the tests has set is for that person.
                ["NETRC"] = Nowhere,
            },
        };
}
