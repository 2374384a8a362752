namespace Peregrine;

/// <summary>A request as the server read it from the wire.</summary>
/// <param name="Connection">Which connection it came on, from 1.</param>
/// <param name="Head">The head, byte for byte, as Latin-1, with its empty line.</param>
/// <param name="Body">The body without its chunk framing.</param>
internal sealed record RecordedRequest(int Connection, string Head, byte[] Body)
{
    internal string Line => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

    internal string Method => Line.Split(' ')[0];

    internal string Target => Line.Split(' ')[1];

    /// <summary>Every field line after the request line.</summary>
    internal IReadOnlyList<string> Fields => Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];

    internal string? Field(string name) =>
        Fields.FirstOrDefault(
            field => field.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..]
            .Trim();

    internal int CountOf(string name) =>
        Fields.Count(field => field.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
}
