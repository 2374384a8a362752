using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Peregrine.OidcProvider))]

namespace Peregrine;

/// <summary>
/// The OpenID provider of the package oidc-provider, under Node: one for the whole assembly, started when a test first
/// asks for it. <c>./check --long</c> installs it from the lock file beside it.
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lazy<Task<string>> _url;
    private Process? _process;

    public OidcProvider() => _url = new(StartAsync);

    private static string Folder => Checkout.At("tests/Peregrine.Interop.Tests/Peers/oidc");

    /// <summary>
    /// Its issuer: <c>http://127.0.0.1:PORT</c>. Skips the test where Node or the package is missing.
    /// </summary>
    public Task<string> UrlAsync()
    {
        Assert.SkipWhen(Node is null, "needs Node.js 20 or later");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")),
            "needs oidc-provider: npm ci in tests/Peregrine.Interop.Tests/Peers/oidc");
        return _url.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
    }

    private static string? Node => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(directory => directory.Length > 0)
        .Select(directory => Path.Combine(directory, "node"))
        .FirstOrDefault(File.Exists);

    // Its input ends with this process, and it with its input.
    private async Task<string> StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Node!, [Path.Combine(Folder, "provider.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        })!;
        var complaints = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        // A full pipe would block it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return line?.Split("listening at ") is [_, var url]
            ? url
            : throw new InvalidOperationException("oidc-provider did not start: " + await complaints);
    }
}
