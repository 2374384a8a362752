using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>
/// The settings of a call whose URL has a template. Few calls have one while nothing listens, and so the others pay
/// nothing for it.
/// </summary>
internal sealed record TemplatedSettings : CallSettings
{
    [SetsRequiredMembers]
    internal TemplatedSettings(CallSettings settings, string urlTemplate)
        : base(settings) => UrlTemplate = urlTemplate;

    /// <summary>The path of the URL as the program wrote it: <c>/users/{id}</c>.</summary>
    internal string UrlTemplate { get; }
}
