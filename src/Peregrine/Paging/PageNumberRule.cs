namespace Peregrine;

/// <summary>Pages have numbers. One without items is the last.</summary>
internal sealed record PageNumberRule(string Parameter, int FirstNumber) : NextPageRule
{
    internal override IReadOnlyList<KeyValuePair<string, string>> First => [new(Parameter, Text(FirstNumber))];

    internal override void Check(Request first) => NumberIn(first, Parameter);

    internal override NextPage? After(Page page) => page.ItemCount == 0
        ? null
        : NextPage.WithParameter(Parameter, Text((NumberIn(page.Asked, Parameter) ?? FirstNumber) + 1));
}
