namespace Peregrine;

/// <summary>What becomes of data before it is sent.</summary>
internal enum CurlDataChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Line breaks and NULs are taken out, as <c>-d @FILE</c> does.</summary>
    WithoutLineBreaks,

    /// <summary>It is percent-encoded, spaces as <c>+</c>.</summary>
    Escaped,
}
