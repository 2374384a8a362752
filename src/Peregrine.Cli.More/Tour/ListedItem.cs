using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>An item of <c>/pages</c>.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "JSON makes it.")]
internal sealed record ListedItem(int Id, string Name);
