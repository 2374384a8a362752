namespace Peregrine;

/// <summary>A limit that was passed.</summary>
/// <param name="Phase">Which one: a phase's own, or <see cref="TimeoutPhase.Total"/>.</param>
/// <param name="Limit">Its length.</param>
/// <param name="Elapsed">How long the call had run.</param>
internal readonly record struct PassedLimit(TimeoutPhase Phase, TimeSpan Limit, TimeSpan Elapsed);
