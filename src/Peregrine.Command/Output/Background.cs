namespace Peregrine;

/// <summary>What is behind the text on a terminal, as far as it is known.</summary>
internal enum Background
{
    /// <summary>It may be light or dark.</summary>
    Unknown,

    Light,

    Dark,
}
