using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>PRG001: an interpolated string that becomes a string before it becomes a <c>Url</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringUrlAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.StringUrl];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Peregrine.Url") is { } url)
            {
                start.RegisterOperationBlockAction(block => Look(block, url));
            }
        });
    }

    private static void Look(OperationBlockAnalysisContext context, INamedTypeSymbol url)
    {
        var operations = BareOperation.AllOf(context.OperationBlocks);
        var texts = operations.SelectMany(operation => TextsOf(operation, url)).ToList();
        if (texts.Count == 0)
        {
            return;
        }

        var sources = new TextSources(url, BareOperation.WritesOf(operations));
        foreach (var text in texts)
        {
            sources.Follow(text);
        }

        foreach (var found in sources.Found)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.StringUrl, found.Syntax.GetLocation()));
        }
    }

    // A cast is how the caller says that a string is meant as it stands.
    private static IEnumerable<IOperation> TextsOf(IOperation operation, INamedTypeSymbol url) => operation switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: { } made } conversion
            when IsOf(made, url) && IsString(conversion.Operand) => [conversion.Operand],
        IBinaryOperation { OperatorMethod: { } made } sum when IsOf(made, url) =>
            new[] { sum.LeftOperand, sum.RightOperand }.Where(IsString),
        _ => [],
    };

    private static bool IsOf(IMethodSymbol method, INamedTypeSymbol url) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, url);

    private static bool IsString(IOperation operation) => operation.Type?.SpecialType == SpecialType.System_String;
}
