namespace Peregrine;

/// <summary>The fields of a block as they were decoded, each as <c>name: value</c>.</summary>
internal sealed class CollectedFields : IHpackFields
{
    internal List<string> Fields { get; } = [];

    public Header Expected { get; init; }

    public void Add(in HpackField field) => Fields.Add($"{field.Field.Name}: {field.Field.Value}");

    /// <summary>Decodes a block.</summary>
    internal static List<string> Of(HpackDecoder decoder, ReadOnlySpan<byte> block, Header expected = default)
    {
        var list = new CollectedFields { Expected = expected };
        decoder.Read(block, list);
        decoder.End();
        return list.Fields;
    }
}
