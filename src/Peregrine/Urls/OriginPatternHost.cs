namespace Peregrine;

/// <summary>Which hosts a pattern means, the narrowest first.</summary>
internal enum OriginPatternHost
{
    /// <summary>One host.</summary>
    Exactly,

    /// <summary>The subdomains of a name.</summary>
    Below,

    /// <summary>A name and its subdomains.</summary>
    AtOrBelow,

    /// <summary>Every host.</summary>
    Any,
}
