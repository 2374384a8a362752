using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>The one source of chance for pauses; policies take its number as an argument.</summary>
internal static class Randomness
{
    /// <summary>A number from 0 to 1.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "It spreads pauses; nothing is kept secret by it.")]
    internal static double Next() => Random.Shared.NextDouble();

    /// <summary>A key that no other request has.</summary>
    internal static Guid Key() => Guid.NewGuid();
}
