namespace Peregrine;

/// <summary>One thing that a request has to have in common with a recorded one. Pure.</summary>
internal abstract class MatchRule
{
    /// <summary>What differs, or null.</summary>
    /// <param name="recorded">The recorded request.</param>
    /// <param name="asked">The request as it would be recorded.</param>
    /// <param name="request">The request itself.</param>
    internal abstract string? Difference(HarRequest recorded, HarRequest asked, Request request);

    /// <summary>How often the recorded request hides a part of it.</summary>
    internal virtual int Masks(HarRequest recorded) => 0;
}
