namespace Peregrine;

/// <summary>The body holds a cursor, which the next request sends.</summary>
internal sealed record CursorRule(string Parameter, JsonPointer Next) : NextPageRule
{
    internal override NextPage? After(Page page) =>
        page.TextAt(Next, takesNumbers: true) is { } cursor ? NextPage.WithParameter(Parameter, cursor) : null;
}
