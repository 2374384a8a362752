using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>PRG002: a value without a text in a hole of a <c>Url</c>, in a query or in a form.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoTextAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NoText];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Peregrine.Url") is { } url)
            {
                var values = new ValueTypes(start.Compilation, url);
                start.RegisterOperationAction(
                    hole => LookAtHole(hole, values), OperationKind.InterpolatedStringAppendFormatted);
                start.RegisterOperationAction(
                    assignment => LookAtIndexer(assignment, values), OperationKind.SimpleAssignment);
                start.RegisterOperationAction(call => LookAtAdd(call, values), OperationKind.Invocation);
            }
        });
    }

    private static void LookAtHole(OperationAnalysisContext context, ValueTypes values)
    {
        if (((IInterpolatedStringAppendOperation)context.Operation).AppendCall is IInvocationOperation call
            && values.IsUrl(call.TargetMethod.ContainingType)
            && call.Arguments.FirstOrDefault(one => one.Parameter?.Ordinal == 0) is { } hole)
        {
            Look(context, values, hole.Value, isHole: true);
        }
    }

    private static void LookAtIndexer(OperationAnalysisContext context, ValueTypes values)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { IsIndexer: true }, Instance.Type: { } type }
            && values.IsValueCollection(type))
        {
            Look(context, values, assignment.Value, isHole: false);
        }
    }

    private static void LookAtAdd(OperationAnalysisContext context, ValueTypes values)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call is { TargetMethod.Name: "Add", Instance.Type: { } type, Arguments.Length: 2 }
            && values.IsValueCollection(type))
        {
            Look(context, values, call.Arguments[1].Value, isHole: false);
        }
    }

    private static void Look(OperationAnalysisContext context, ValueTypes values, IOperation value, bool isHole)
    {
        var bare = BareOperation.Of(value);
        if (bare.Type is { } type && !values.MayBeValue(type, isHole))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.NoText,
                bare.Syntax.GetLocation(),
                type.ToMinimalDisplayString(context.Operation.SemanticModel!, bare.Syntax.SpanStart),
                values.IsTask(type) ? ": await it first" : ""));
        }
    }
}
