namespace Peregrine;

/// <content>How the body is sent.</content>
internal sealed partial record Plan
{
    /// <summary>Whether the body is deflated.</summary>
    internal Compression Compression { get; init; }

    /// <summary>Whether the body is sent in chunks, without a length.</summary>
    internal bool IsChunked { get; init; }

    /// <summary>What parts the fields of a multipart form, or null for a random one.</summary>
    internal string? Boundary { get; init; }

    /// <summary>Whether the fields make a multipart form.</summary>
    internal bool IsMultipart => Format == BodyFormat.Multipart || Items.Any(item => item.Kind == ItemKind.File);
}
