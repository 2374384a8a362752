using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>A server program that a test starts, with files of its own in a folder that goes with it.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<int, byte> Given = [];
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _output = new();

    private Daemon(Process process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    /// <summary>A port that is free now, and was given to no other peer of this process.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, 0))
            {
                return port;
            }
        }
    }

    /// <summary>Starts a program, and waits until it accepts on a port.</summary>
    /// <param name="command">The program.</param>
    /// <param name="port">The port that shows that it is there.</param>
    /// <param name="arguments">Made from the folder, into which the files go.</param>
    /// <param name="files">What to write there first, by name.</param>
    public static async Task<Daemon> StartAsync(
        string command,
        int port,
        Func<string, string[]> arguments,
        Func<string, Dictionary<string, string>>? files = null)
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-peer-");
        if (!OperatingSystem.IsWindows())
        {
            // Some give up their rights before they read.
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        }

        foreach (var (name, text) in files?.Invoke(folder.FullName) ?? [])
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
        }

        var process = Process.Start(new ProcessStartInfo(command, arguments(folder.FullName))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        })!;
        var daemon = new Daemon(process, folder);
        daemon.Listen();
        try
        {
            await daemon.AcceptingAsync(port);
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }

        return daemon;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.Append(_output.Length < 4000 ? line + "\n" : "");
        }
    }

    private async Task AcceptingAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), patience.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), patience.Token);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} did not start:\n{_output}");
            }
        }
    }
}
