using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>A line of <c>/stream</c>.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "JSON makes it.")]
internal sealed record StreamedLine(int Id, string Url);
