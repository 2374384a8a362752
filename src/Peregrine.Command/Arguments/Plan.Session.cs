namespace Peregrine;

/// <content>What is kept from one call to the next.</content>
internal sealed partial record Plan
{
    /// <summary>The name of the session, or the path of its file; null for none.</summary>
    internal string? Session { get; init; }

    /// <summary>Whether a session that is there already stays as it is.</summary>
    internal bool IsSessionReadOnly { get; init; }

    /// <summary>The file that cookies are read from, or null.</summary>
    internal string? CookiesFrom { get; init; }

    /// <summary>The file that cookies are written to, or null.</summary>
    internal string? CookiesTo { get; init; }
}
