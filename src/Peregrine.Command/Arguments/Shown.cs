namespace Peregrine;

/// <summary>The parts of a call that are shown.</summary>
[Flags]
internal enum Shown
{
    None = 0,

    /// <summary>The head of the request.</summary>
    RequestHead = 1,

    /// <summary>The body of the request.</summary>
    RequestBody = 2,

    /// <summary>Status and headers of the response.</summary>
    Head = 4,

    /// <summary>The body of the response.</summary>
    Body = 8,

    /// <summary>The connection, and how long each step took.</summary>
    Meta = 16,

    /// <summary>The request.</summary>
    Request = RequestHead | RequestBody,

    /// <summary>The response.</summary>
    Response = Head | Body,

    /// <summary>Both sides, and what is known of the connection.</summary>
    Everything = Request | Response | Meta,
}
