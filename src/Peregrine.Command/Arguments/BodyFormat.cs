namespace Peregrine;

/// <summary>What the data items make.</summary>
internal enum BodyFormat
{
    /// <summary>A JSON object.</summary>
    Json,

    /// <summary>An urlencoded form, or a multipart one beside files.</summary>
    Form,

    /// <summary>A multipart form, with or without files.</summary>
    Multipart,
}
