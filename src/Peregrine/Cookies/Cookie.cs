namespace Peregrine;

/// <summary>A cookie with its attributes (RFC 6265, section 5.3). Its text hides the value.</summary>
public sealed record Cookie
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value, as it was sent.</summary>
    public required string Value { get; init; }

    /// <summary>The host that it belongs to, in lower case.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The path below which it is sent. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>When it ends, or null when it ends with the session.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether it is sent over https only.</summary>
    public bool Secure { get; init; }

    /// <summary>Whether the server asked to keep it from scripts.</summary>
    public bool HttpOnly { get; init; }

    /// <summary>The name, host and path; never the value.</summary>
    public override string ToString() => $"{Name}={Redaction.Mask}; Domain={Domain}; Path={Path}";
}
