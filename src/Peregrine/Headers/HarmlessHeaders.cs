using System.Collections.Frozen;

namespace Peregrine;

/// <summary>
/// What may go along to another origin. Everything that the caller set for one origin stays there, known secret or not,
/// but for a short list of fields that say nothing about the caller.
/// </summary>
internal static class HarmlessHeaders
{
    private static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
        [
            "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language",
            "Cache-Control", "Content-Encoding", "Content-Language",
            "Content-Type", "DNT", "If-Match", "If-Modified-Since",
            "If-None-Match", "If-Range", "If-Unmodified-Since", "Pragma",
            "Range", "Upgrade-Insecure-Requests", "User-Agent",
        ],
        StringComparer.OrdinalIgnoreCase);

    internal static bool MayKeep(string name) => Harmless.Contains(name);
}
