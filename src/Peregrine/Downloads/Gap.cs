namespace Peregrine;

/// <summary>A place in a file where bytes are missing.</summary>
/// <param name="Start">The first byte that is missing.</param>
/// <param name="End">The byte after the last one that is missing; null is the end of the file, which is not
/// known yet.</param>
internal sealed record Gap(long Start, long? End);
