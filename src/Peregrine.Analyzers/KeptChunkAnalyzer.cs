using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>PRG003: a chunk of a body that is kept for longer than until the next one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeptChunkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.KeptChunk];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Peregrine.Response") is { } response)
            {
                start.RegisterOperationBlockAction(block => Look(block, response));
            }
        });
    }

    private static void Look(OperationBlockAnalysisContext context, INamedTypeSymbol response)
    {
        var operations = BareOperation.AllOf(context.OperationBlocks);
        if (!operations.OfType<IInvocationOperation>().Any(call => ChunkSequence.IsCall(call, response)))
        {
            return;
        }

        var chunks = new ChunkSequence(response, BareOperation.WritesOf(operations));
        var kept = operations.Where(chunks.IsKeptWhole)
            .Concat(operations.OfType<IForEachLoopOperation>()
                .Where(loop => chunks.Is(loop.Collection))
                .SelectMany(KeptChunks.In));
        foreach (var one in kept)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.KeptChunk, one.Syntax.GetLocation()));
        }
    }
}
