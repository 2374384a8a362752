using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>Where a string comes from: the interpolated strings in it whose values are data.</summary>
/// <param name="url">The type <c>Peregrine.Url</c>.</param>
/// <param name="writes">What is assigned to each local.</param>
internal sealed class TextSources(INamedTypeSymbol url, ILookup<ILocalSymbol, IOperation> writes)
{
    private readonly HashSet<IOperation> _found = [];
    private readonly HashSet<ILocalSymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly PlainValue _plain = new(writes);
    private readonly MeantText _meant = new(writes);

    internal IEnumerable<IOperation> Found => _found.OrderBy(one => one.Syntax.SpanStart);

    internal void Follow(IOperation text)
    {
        switch (BareOperation.Of(text))
        {
            case IInterpolatedStringOperation interpolated:
                Add(interpolated);
                break;
            case IInvocationOperation call when IsFormat(call):
                Add(call, call.Arguments.Where(one => one.Parameter?.Type.SpecialType != SpecialType.System_String));
                break;
            case IInvocationOperation { Instance.Type.SpecialType: SpecialType.System_String } call:
                Follow(call.Instance); // Trim, Replace and their like.
                break;
            case ILocalReferenceOperation { Local: var local } when _followed.Add(local):
                FollowAll(writes[local]);
                break;
            case var other:
                FollowAll(TextParts.Of(other));
                break;
        }
    }

    private static bool IsFormat(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String };

    private void FollowAll(IEnumerable<IOperation> texts)
    {
        foreach (var text in texts)
        {
            Follow(text);
        }
    }

    private void Add(IInvocationOperation call, IEnumerable<IArgumentOperation> arguments)
    {
        var values = arguments.SelectMany(one => BareOperation.Of(one.Value) switch
        {
            IArrayCreationOperation { Initializer: { } all } => all.ElementValues,
            ICollectionExpressionOperation all => all.Elements,
            var single => [single],
        });
        if (values.Any(value => !_plain.Is(value)))
        {
            _found.Add(call);
        }
    }

    private void Add(IInterpolatedStringOperation text)
    {
        if (HasData(text))
        {
            _found.Add(text);
        }

        // What is data in a path is a slip where the path is written.
        FollowAll(text.Parts.OfType<IInterpolationOperation>().Select(hole => hole.Expression).Where(_meant.IsPath));
    }

    // What stands first is a base, which is taken as it stands in a Url too; but a Url shows only a part of itself in a
    // string.
    private bool HasData(IInterpolatedStringOperation text) => text.Parts
        .Select((part, place) => (Hole: part as IInterpolationOperation, place))
        .Any(one => one.Hole is { } hole && (IsUrl(hole.Expression)
            || (one.place > 0 && !IsRaw(hole) && !_meant.IsPath(hole.Expression) && !_plain.Is(hole.Expression))));

    private bool IsUrl(IOperation value) =>
        SymbolEqualityComparer.Default.Equals(BareOperation.Of(value).Type, url);

    private static bool IsRaw(IInterpolationOperation hole) =>
        hole.FormatString is ILiteralOperation { ConstantValue: { HasValue: true, Value: "raw" } };
}
