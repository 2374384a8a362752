namespace Peregrine;

/// <summary>One link as the header has it: its target is not resolved yet.</summary>
/// <param name="Target">What stands between the angle brackets.</param>
/// <param name="Parameters">Its parameters, their names in lower case.</param>
internal readonly record struct LinkValue(string Target, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>
    /// Whether a text of relation types, parted by spaces, holds that one, without regard to case (RFC 8288, section
    /// 2.1).
    /// </summary>
    internal static bool Names(string? rel, string wanted) => rel?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Contains(wanted, StringComparer.OrdinalIgnoreCase) == true;
}
