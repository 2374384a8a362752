namespace Peregrine;

/// <summary>A type that names a type of a room on a higher level.</summary>
internal sealed record Arrow(string Room, string Type, string TargetRoom, string Target)
{
    /// <summary>What the list of arrows is kept by.</summary>
    internal string Key => $"{Room} -> {Target}";
}
