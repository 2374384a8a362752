using System.Diagnostics;

namespace Peregrine;

/// <summary>Types a line to a shell, and tells what reached the server by it.</summary>
internal sealed class PeerRun(RecordingServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What reached the server, and what was said on standard error.</summary>
    internal async Task<(IReadOnlyList<string> Facts, string Errors)> TypeAsync(string line)
    {
        using var folder = new PeerFolder();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(StartInfo(line, folder.Path))!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await process.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await process.WaitForExitAsync(limit.Token);
            return ([.. server.Taken().SelectMany(request => request.Facts())], errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo StartInfo(string line, string folder)
    {
        var ours = CliProcess.StartInfo();
        var command = string.Join(' ', ours.ArgumentList.Prepend(ours.FileName).Select(word => $"'{word}'"));
        var whole = $"peregrine() {{ {command} \"$@\"; }}\n{line}";
        return new ProcessStartInfo("/bin/sh", ["-c", whole])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment =
            {
                ["A"] = server.Authority, ["U"] = $"http://{server.Authority}", ["S"] = server.SocketPath,
                ["HOME"] = folder, ["XDG_CONFIG_HOME"] = folder, ["LC_ALL"] = "C.UTF-8",
                ["http_proxy"] = "", ["all_proxy"] = "",
            },
        };
    }
}
