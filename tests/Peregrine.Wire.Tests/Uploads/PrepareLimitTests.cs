using System.Diagnostics;

namespace Peregrine;

/// <summary>The limit on the whole call holds while a body is waited for, before there is a connection.</summary>
public sealed class PrepareLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool> Kinds => new(
        from kind in new[]
        {
            "chunks", "compressed chunks", "content that does not await",
            "a pipe without a writer", "a pipe with an idle writer", "a measured pipe",
        }
        from blocking in new[] { true, false }
        from isThroughHandler in new[] { true, false }
        select (kind, blocking, isThroughHandler));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_ends_the_wait(string kind, bool blocking, bool isThroughHandler)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() || !kind.Contains("pipe", StringComparison.Ordinal),
            "Pipes are named by /proc here.");
        using var free = new ManualResetEventSlim();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var folder = Directory.CreateTempSubdirectory("peregrine-prepare-").FullName;
        using var idle = OperatingSystem.IsLinux() ? new FilledPipe(null) : null;
        await using var server = new RawServer(Scripts.Answer());
        using var handler = new SocketsHttpHandler();
        using var session = new HttpSession(new()
        {
            BaseUrl = $"http://127.0.0.1:{server.Port}",
            Transport = isThroughHandler ? handler : null,
            Timeout = new() { Total = TimeSpan.FromSeconds(0.2) },
            MeasureBodiesUpTo = kind.EndsWith("pipe", StringComparison.Ordinal)
                || !kind.Contains("pipe", StringComparison.Ordinal)
                    ? 1000
                    : null,
        });
        var fifo = Path.Combine(folder, "fifo");
        if (kind == "a pipe without a writer" || kind == "a measured pipe")
        {
            using var made = Process.Start("mkfifo", [fifo]);
            await made.WaitForExitAsync(Test);
        }

        try
        {
            var options = new RequestOptions
            {
                Body = kind switch
                {
                    "a pipe without a writer" or "a measured pipe" => Body.File(fifo),
                    "a pipe with an idle writer" => Body.File(idle!.Path),
                    "content that does not await" => Body.Stream(new HeldStream(free)),
                    _ => Body.Chunks(StalledAsync(stop.Token)),
                },
                Compress = kind == "compressed chunks" ? ContentCoding.Gzip : null,
            };
            var sending = blocking
                ? Calls.OnOwnThread(() => session.Post("/", options, Test))
                : session.PostAsync("/", options, Test);

            var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() => sending.WaitAsync(Patience, Test));

            Assert.Equal(TimeoutPhase.Total, failure.Phase);
            Assert.Equal(TimeSpan.FromSeconds(0.2), failure.Limit);
            Assert.Empty(server.Requests);
        }
        finally
        {
            free.Set();
            await stop.CancelAsync();
            if (File.Exists(fifo))
            {
                // Whoever opens it still is let go. This waits for him, and opens nothing where nobody waits.
                var writer = await Task.Run(() => File.OpenHandle(fifo, FileMode.Open, FileAccess.Write), Test)
                    .WaitAsync(Patience, Test);
                writer.Dispose();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static async IAsyncEnumerable<byte[]> StalledAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [1];
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>A stream that holds up whoever reads it.</summary>
    private sealed class HeldStream(ManualResetEventSlim free) : MemoryStream([1, 2, 3])
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            free.Wait();
            return 0;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            free.Wait(CancellationToken.None);
            return new(0);
        }
    }
}
