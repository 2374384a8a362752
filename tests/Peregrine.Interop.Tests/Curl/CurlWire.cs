using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// What reaches a server by a line of curl: from curl, to which Bash gives the line, and from a session that sends what
/// <see cref="CurlCommand"/> reads in it. The server is the proxy of both, so that the hosts of the line need not be
/// there; for that, https is http.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="folder">The files that the line names.</param>
internal sealed class CurlWire(RecordingServer server, PeerFolder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What curl sends.</summary>
    internal async Task<IReadOnlyList<string>> OfCurlAsync(CurlRow row)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", Plain(row)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
            Environment =
            {
                ["http_proxy"] = $"http://{server.Authority}", ["all_proxy"] = "", ["no_proxy"] = "",
                ["HOME"] = folder.Path, ["LC_ALL"] = "C.UTF-8",
            },
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = await process.StandardError.ReadToEndAsync(limit.Token);
        await output;
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, errors);
        return Facts();
    }

    /// <summary>What we send.</summary>
    internal async Task<IReadOnlyList<string>> OfOursAsync(CurlRow row)
    {
        var words = Plain(row).TrimStart()["curl".Length..];
        var command = CurlCommand.Parse($"curl -x http://{server.Authority} {words}"); // Of two -x, the last counts.
        using var session = new HttpSession(command.Options);
        await session.SendAsync(command.Request, TestContext.Current.CancellationToken);
        return Facts();
    }

    private string Plain(CurlRow row) => row.In(folder).Replace("https://", "http://", StringComparison.Ordinal)
        .Replace("proxy.example.com:3128", server.Authority, StringComparison.Ordinal);

    // Between cookies of two options, curl puts no space.
    private IReadOnlyList<string> Facts() =>
    [
        .. server.Taken().SelectMany(request => request.Facts()).Select(fact =>
            fact.StartsWith("cookie: ", StringComparison.Ordinal)
                ? string.Join("; ", fact.Split(';', StringSplitOptions.TrimEntries))
                : fact),
    ];
}
