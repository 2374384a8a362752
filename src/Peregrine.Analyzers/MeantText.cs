using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>
/// Texts that are meant as they stand, so that they would mean something else if they were escaped: a path, a query, or
/// what the caller has escaped.
/// </summary>
/// <param name="writes">What is assigned to each local.</param>
internal sealed class MeantText(ILookup<ILocalSymbol, IOperation> writes)
{
    private const string Starts = "/?&#";

    /// <summary>Whether an interpolated string has such a text where a <c>Url</c> would escape it.</summary>
    /// <remarks>What stands first is a base, and what follows it at once is most likely a path.</remarks>
    internal bool IsInHoleOf(IInterpolatedStringOperation text) =>
        text.Parts.Skip(1).OfType<IInterpolationOperation>().Any(hole => Is(hole.Expression, NoLocals()))
        || (text.Parts.FirstOrDefault() is IInterpolationOperation
            && text.Parts.ElementAtOrDefault(1) is IInterpolationOperation next
            && !new PlainValue(writes).Is(next.Expression));

    /// <summary>Whether a value is a local that is nothing but a path, or a query, with its first character.</summary>
    internal bool IsPath(IOperation value) =>
        BareOperation.Of(value) is ILocalReferenceOperation local && IsPath(local, NoLocals());

    private static HashSet<ILocalSymbol> NoLocals() => new(SymbolEqualityComparer.Default);

    private bool Is(IOperation value, HashSet<ILocalSymbol> followed) => BareOperation.Of(value) switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => IsChanged(constant),
        IInvocationOperation call => HasEscape(call) || TextsOf(call).Any(one => Is(one, followed)),
        IInterpolatedStringOperation text => text.Parts.Any(part => IsPart(part, followed)),
        ILocalReferenceOperation { Local: var local } =>
            followed.Add(local) && writes[local].Any(one => Is(one, followed)),
        var other => TextParts.Of(other).Any(one => Is(one, followed)),
    };

    private bool IsPart(IInterpolatedStringContentOperation part, HashSet<ILocalSymbol> followed) => part switch
    {
        IInterpolatedStringTextOperation text => Is(text.Text, followed),
        IInterpolationOperation hole => Is(hole.Expression, followed),
        _ => false,
    };

    private bool IsPath(IOperation value, HashSet<ILocalSymbol> followed) => BareOperation.Of(value) switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } =>
            constant is "" || (constant is string text && Starts.Contains(text[0])),
        IInterpolatedStringOperation text => text.Parts.FirstOrDefault() switch
        {
            IInterpolatedStringTextOperation first => IsPath(first.Text, followed),
            IInterpolationOperation hole => IsPath(hole.Expression, followed),
            _ => false,
        },
        ILocalReferenceOperation { Local: var local } =>
            !followed.Add(local) || (writes[local].Any() && writes[local].All(one => IsPath(one, followed))),
        IBinaryOperation sum => TextParts.Of(sum) is { Count: > 0 } parts && IsPath(parts[0], followed),
        var other => TextParts.Of(other) is { Count: > 0 } parts && parts.All(one => IsPath(one, followed)),
    };

    // "a/b".Trim(), and string.Concat("a/", name).
    private static IEnumerable<IOperation> TextsOf(IInvocationOperation call) => call switch
    {
        { Instance: { } text } => [text],
        { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } =>
            call.Arguments.Select(one => one.Value),
        _ => [],
    };

    private static bool HasEscape(IOperation operation) => operation.DescendantsAndSelf()
        .OfType<IInvocationOperation>().Any(call => PlainValue.IsEscape(call.TargetMethod));

    private static bool IsChanged(object? constant) =>
        constant?.ToString() is { } text && Uri.EscapeDataString(text) != text;
}
