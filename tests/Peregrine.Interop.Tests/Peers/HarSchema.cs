using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// The schema of HAR 1.2 from the package har-schema, under Node. <c>./check --long</c> installs it from the lock file
/// beside it.
/// </summary>
internal static class HarSchema
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static string Folder => Checkout.At("tests/Peregrine.Interop.Tests/Peers/har");

    private static string? Node => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(directory => directory.Length > 0)
        .Select(directory => Path.Combine(directory, "node"))
        .FirstOrDefault(File.Exists);

    /// <summary>What of the files is against the schema, one a line. Skips the test where Node or the package is
    /// missing.</summary>
    internal static async Task<string> ComplaintsAsync(params string[] files)
    {
        Assert.SkipWhen(Node is null, "needs Node.js 20 or later");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules", "har-schema")),
            "needs har-schema: npm ci in tests/Peregrine.Interop.Tests/Peers/har");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(Node!, [Path.Combine(Folder, "validate.mjs"), .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return await output + await errors;
    }
}
