namespace Peregrine;

/// <summary>Somebody wants to send again: the request, and the pause before it.</summary>
/// <param name="Request">What to send.</param>
/// <param name="Reason">Who wants it.</param>
/// <param name="Pause">How long to wait first.</param>
internal readonly record struct Again(Request Request, AgainReason Reason, TimeSpan Pause = default);
