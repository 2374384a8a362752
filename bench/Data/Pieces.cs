namespace Peregrine.Bench;

/// <summary>What is sent in small pieces.</summary>
internal static class Pieces
{
    internal const int Count = 100;

    private static readonly KeyValuePair<string, string>[] Named =
    [
        .. Enumerable.Range(1, Count).Select(
            number => KeyValuePair.Create($"field-{number}", $"the value of the field {number}")),
    ];

    internal static byte[] File { get; } = new byte[2048];

    internal static byte[] One { get; } = new byte[100];

    internal static ArraySegment<KeyValuePair<string, string>> Fields(int count) => new(Named, 0, count);

    /// <summary>The pieces; each of them is there when it is asked for.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> EachAsync()
    {
        await Task.CompletedTask;
        for (var i = 0; i < Count; i++)
        {
            yield return One;
        }
    }
}
