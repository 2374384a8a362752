namespace Peregrine;

/// <summary>Which colours are used.</summary>
internal enum Style
{
    /// <summary>Those for the background that the terminal tells of, or such as can be read on any.</summary>
    Auto,

    /// <summary>Those that can be read on a light background.</summary>
    Light,

    /// <summary>Those that can be read on a dark background.</summary>
    Dark,

    /// <summary>None.</summary>
    None,
}
