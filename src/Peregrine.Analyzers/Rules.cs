using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Peregrine;

/// <summary>The rules, each with its heading in <c>docs/analyzers.md</c>.</summary>
internal static class Rules
{
    internal const string StringUrlId = "PRG001";
    internal const string NoTextId = "PRG002";
    internal const string KeptChunkId = "PRG003";

    private const string Category = "Peregrine";

    internal static readonly DiagnosticDescriptor StringUrl = new(
        StringUrlId,
        "An interpolated string becomes a string before it becomes a Url",
        "This text is a string before it is a Url, so its values are not escaped; let the interpolated string become a "
        + "Url directly, or cast the string to Url if it is meant as it stands",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: LinkTo(StringUrlId));

    internal static readonly DiagnosticDescriptor NoText = new(
        NoTextId,
        "A value of a URL, a query or a form has no text",
        "A value of the type '{0}' can't be written as text, and is an exception when the request is made{1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: LinkTo(NoTextId));

    internal static readonly DiagnosticDescriptor KeptChunk = new(
        KeptChunkId,
        "A chunk is kept, and its memory is used again",
        "The memory of a chunk is used again for the next one; what is kept must be a copy, as ToArray() makes one",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: LinkTo(KeptChunkId));

    // Known where the builder named the repository.
    private static string? LinkTo(string id) => typeof(Rules).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(one => one.Key == "RulesPage")?.Value is { } page
            ? $"{page}#{id.ToLowerInvariant()}"
            : null;
}
