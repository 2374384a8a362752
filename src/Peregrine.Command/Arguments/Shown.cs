namespace Peregrine;

/// <summary>What of a call is shown.</summary>
internal enum Shown
{
    /// <summary>The response's head and body on a terminal, the body alone elsewhere.</summary>
    Response,

    /// <summary>The response's head.</summary>
    Headers,

    /// <summary>The response's body.</summary>
    Body,

    /// <summary>Both sides, and what happened on the way.</summary>
    Everything,
}
