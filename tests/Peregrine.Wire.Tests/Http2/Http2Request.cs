namespace Peregrine;

/// <summary>A request as a server read it from its stream. Each field is <c>name: value</c>.</summary>
internal sealed record Http2Request(int Stream, IReadOnlyList<string> Fields, byte[] Body)
{
    internal string Path => Field(":path")!;

    internal string? Field(string name) =>
        Fields.FirstOrDefault(field => field.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
}
