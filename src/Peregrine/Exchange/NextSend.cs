namespace Peregrine;

/// <summary>What is sent next, and the pause before it.</summary>
/// <param name="Request">What to send.</param>
/// <param name="Reason">Why it is another try of this hop; null for a redirect, which starts a new hop with fresh tries
/// and fresh credentials.</param>
/// <param name="Pause">How long to wait first.</param>
internal readonly record struct NextSend(Request Request, AttemptReason? Reason, TimeSpan Pause = default)
{
    internal bool IsRedirect => Reason is null;
}
