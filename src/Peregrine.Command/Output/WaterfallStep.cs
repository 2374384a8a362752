namespace Peregrine;

/// <summary>A step of a send.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Start">When it began, from the beginning of the call.</param>
/// <param name="Length">How long it took.</param>
/// <param name="Ink">How it is drawn.</param>
internal sealed record WaterfallStep(string Name, TimeSpan Start, TimeSpan Length, Ink Ink);
