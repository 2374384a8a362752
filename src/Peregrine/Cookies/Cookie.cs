namespace Peregrine;

/// <summary>A cookie with its attributes (RFC 6265bis, section 5.7). Its text hides the value.</summary>
public sealed record Cookie
{
    /// <summary>The name. Upper and lower case differ.</summary>
    public required string Name { get; init; }

    /// <summary>The value, as it was sent; quotes are part of it.</summary>
    public required string Value { get; init; }

    /// <summary>
    /// The host that it belongs to, or with <see cref="HostOnly"/> false the domain: in lower case, other scripts as
    /// A-labels (<c>xn--…</c>). The default is empty, which belongs nowhere: a jar takes such a cookie only together
    /// with a URL.
    /// </summary>
    public string Domain { get; init; } = "";

    /// <summary>
    /// Whether it goes to <see cref="Domain"/> alone, and not to the hosts below it too. The default is false.
    /// </summary>
    public bool HostOnly { get; init; }

    /// <summary>The path at and below which it is sent. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>When it ends, or null when it ends with the session. A jar keeps none longer than 400 days.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether it is sent over https only.</summary>
    public bool Secure { get; init; }

    /// <summary>Whether the server asked to keep it from scripts.</summary>
    public bool HttpOnly { get; init; }

    /// <summary>
    /// What the server said of requests that other sites cause, or null when it said nothing that is known. Kept, never
    /// applied.
    /// </summary>
    public SameSite? SameSite { get; init; }

    /// <summary>
    /// Whether the server asked a browser to keep it apart for each site that embeds it. Kept, never applied.
    /// </summary>
    public bool Partitioned { get; init; }

    /// <summary>When it was first set. A jar fills it in.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last set or sent. A jar fills it in.</summary>
    public DateTimeOffset LastAccessed { get; init; }

    /// <summary>
    /// Whether its octets are no UTF-8, so that each character stands for one octet and goes back as one.
    /// </summary>
    internal bool IsLatin1 { get; init; }

    /// <summary>The name, host and path; never the value.</summary>
    public override string ToString() => $"{Redaction.Printable(Name)}={Redaction.Mask}; "
        + $"Domain={Redaction.Printable(Domain)}; Path={Redaction.Printable(Path)}";
}
