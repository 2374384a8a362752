namespace Peregrine;

/// <summary>
/// How long a phase may last, and which limit says so: the phase's own, or what is left of the whole call's.
/// </summary>
/// <param name="Length">The length; <see cref="Timeout.InfiniteTimeSpan"/> is none.</param>
/// <param name="Phase">The phase, or <see cref="TimeoutPhase.Total"/> where the whole call ends first.</param>
internal readonly record struct PhaseLimit(TimeSpan Length, TimeoutPhase Phase);
