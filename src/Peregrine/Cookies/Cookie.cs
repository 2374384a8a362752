namespace Peregrine;

/// <summary>A cookie with its attributes (RFC 6265bis, section 5.7). <see cref="ToString"/> hides the value.</summary>
public sealed record Cookie
{
    /// <summary>The name. Upper and lower case differ.</summary>
    public required string Name { get; init; }

    /// <summary>The value, as it was sent; quotes are part of it.</summary>
    public required string Value { get; init; }

    /// <summary>
    /// The host that it belongs to, or with <see cref="HostOnly"/> false the domain: in lower case, other scripts as
    /// A-labels (<c>xn--…</c>). The default is empty: a jar takes such a cookie only together with a URL.
    /// </summary>
    public string Domain { get; init; } = "";

    /// <summary>
    /// Whether it is sent to <see cref="Domain"/> alone, and not to the hosts below it. The default is false.
    /// </summary>
    public bool HostOnly { get; init; }

    /// <summary>The path at and below which it is sent. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>
    /// When it expires, or null when it ends with the session. A jar keeps a cookie for at most 400 days.
    /// </summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether it is sent only over https, or to this machine. The default is false.</summary>
    public bool Secure { get; init; }

    /// <summary>Whether the server asked to keep it from scripts.</summary>
    public bool HttpOnly { get; init; }

    /// <summary>
    /// The <c>SameSite</c> attribute, or null when the server sent none or an unknown one. Kept, but never applied.
    /// </summary>
    public SameSite? SameSite { get; init; }

    /// <summary>
    /// The <c>Partitioned</c> attribute: browsers keep it apart for each site that embeds the server. Kept, but never
    /// applied.
    /// </summary>
    public bool Partitioned { get; init; }

    /// <summary>When it was first set. A jar fills it in.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last set or sent. A jar fills it in.</summary>
    public DateTimeOffset LastAccessed { get; init; }

    /// <summary>
    /// Whether its bytes are not UTF-8: then each character stands for one byte, and is sent back as that byte.
    /// </summary>
    internal bool IsLatin1 { get; init; }

    /// <summary>The name, host and path; never the value.</summary>
    public override string ToString() => $"{Redaction.Printable(Name)}={Redaction.Mask}; "
        + $"Domain={Redaction.Printable(Domain)}; Path={Redaction.Printable(Path)}";
}
