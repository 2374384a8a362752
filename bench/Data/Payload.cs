using System.Text;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>The bytes that are sent and received, made once.</summary>
internal static class Payload
{
    internal const int Lines = 1_000_000;
    internal const int BufferSize = 64 * 1024;

    internal static byte[] Document { get; } = JsonSerializer.SerializeToUtf8Bytes(
        Bench.Document.Sample, JsonSerializerOptions.Web);

    internal static byte[] Receipt { get; } = JsonSerializer.SerializeToUtf8Bytes(
        new Receipt { Id = 4711, IsStored = true }, JsonSerializerOptions.Web);

    /// <summary>A thousand lines of 51 bytes.</summary>
    internal static byte[] ThousandLines { get; } = Repeat(
        i => $"line {i:D3} of a text that is streamed from the server\n");

    /// <summary>A thousand lines of JSON.</summary>
    internal static byte[] ThousandRows { get; } = Repeat(
        i =>
            JsonSerializer.Serialize(new Row { Id = i, Name = $"name {i}", Price = i * 0.5 }, JsonSerializerOptions.Web)
            + "\n");

    /// <summary>The answer that is sent without a server.</summary>
    internal static byte[] Answer { get; } =
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Document.Length}\r\nContent-Type: application/json; charset=utf-8\r\n"
            + "Date: Sun, 22 Nov 2026 10:00:00 GMT\r\nServer: Kestrel\r\n\r\n"),
        .. Document,
    ];

    private static byte[] Repeat(Func<int, string> line) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(line)));
}
