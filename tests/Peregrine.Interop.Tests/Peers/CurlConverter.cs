using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Peregrine.CurlConverter))]

namespace Peregrine;

/// <summary>
/// What the package curlconverter makes of the lines of <see cref="CurlRows"/>, under Node: one process reads all of
/// them when a test first asks.
/// </summary>
public sealed class CurlConverter : IAsyncDisposable
{
    private readonly NodeProcess _process = new("curlconverter", "convert.mjs");
    private readonly Lazy<Task<JsonArray>> _views;

    public CurlConverter() => _views = new(ReadAsync);

    /// <summary>Its JSON of a line. Skips the test where Node or the package is missing.</summary>
    public async Task<JsonObject> ViewAsync(string line)
    {
        Assert.SkipWhen(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture != Architecture.X64,
            "needs tree-sitter, which npm has compiled for linux-x64 alone");
        _process.Require("curlconverter");
        var at = CurlRows.All.Select(row => row.Line).ToList().IndexOf(line);
        return (await _views.Value)[at]!.AsObject();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<JsonArray> ReadAsync()
    {
        var lines = JsonSerializer.Serialize(CurlRows.All.Select(row => row.Line));
        return JsonNode.Parse(await _process.AnswerAsync(lines))!.AsArray();
    }
}
