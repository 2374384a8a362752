using System.Diagnostics;

namespace Peregrine;

/// <summary>A server in another process, which blocked workers here do not hold up. It needs python3.</summary>
internal sealed class OutsideServer : IAsyncDisposable
{
    private const string Script = """
        import http.server, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/stall":
                    time.sleep(20)
                body = b"hello"
                self.send_response(503 if self.path == "/busy" else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_POST(self):
                while (size := int(self.rfile.readline(), 16)) > 0:
                    self.rfile.read(size + 2)
                self.rfile.readline()
                self.do_GET()
            def log_message(self, *args):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        print(server.server_port, flush=True)
        server.serve_forever()
        """;

    private readonly Process _process;

    private OutsideServer(Process process, string port) => (_process, Root) = (process, "http://127.0.0.1:" + port);

    internal string Root { get; }

    internal static async Task<OutsideServer> StartAsync()
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, ArgumentList = { "-c", Script } };
        var process = Started(start);
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new OutsideServer(process, Assert.IsType<string>(port));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Assert.Skip($"python3 can't be started: {missing.Message}");
            throw;
        }
    }
}
