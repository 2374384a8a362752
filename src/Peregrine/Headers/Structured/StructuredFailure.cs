using System.Globalization;

namespace Peregrine;

/// <summary>Why a text is no structured field.</summary>
/// <param name="Position">Where it ends to be one; 0 is the first character.</param>
/// <param name="Expected">What should stand there.</param>
internal readonly record struct StructuredFailure(int Position, string? Expected)
{
    // The message does not show the text, which may be a secret.
    internal FormatException ToException() => new(string.Create(
        CultureInfo.InvariantCulture, $"Not a structured field: at position {Position} {Expected} was expected."));
}
