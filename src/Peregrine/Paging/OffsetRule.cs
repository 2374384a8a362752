namespace Peregrine;

/// <summary>A request says how many items are passed over. A page without items is the last.</summary>
internal sealed record OffsetRule(string Parameter, int? Size, string? SizeParameter, JsonPointer? Total) : NextPageRule
{
    internal override IReadOnlyList<KeyValuePair<string, string>> First => SizeParameter is { } name && Size is { } size
        ? [new(Parameter, "0"), new(name, Text(size))]
        : [new(Parameter, "0")];

    internal override void Check(Request first) => NumberIn(first, Parameter);

    internal override NextPage? After(Page page)
    {
        if (page.ItemCount == 0)
        {
            return null;
        }

        var next = (NumberIn(page.Asked, Parameter) ?? 0) + page.ItemCount;
        return Total is not null && page.NumberAt(Total) is >= 0 and var total && next >= total
            ? null
            : NextPage.WithParameter(Parameter, Text(next));
    }
}
