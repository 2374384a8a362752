namespace Peregrine;

/// <summary>
/// Header fields to send. Names compare without regard to case. In one call, null removes the session's field of that
/// name, and our own default, from that call; what a message can't be without (<c>Host</c>, the length of its body) is
/// written all the same.
/// </summary>
/// <remarks>
/// Fields that frame a message (<c>Content-Length</c>, <c>Transfer-Encoding</c>) or belong to the connection or a proxy
/// are refused, as are line breaks and other controls in names and values.
/// </remarks>
public sealed partial class HeaderValues : NamedValues<string?>
{
    /// <summary>An empty list.</summary>
    public HeaderValues()
        : base(StringComparison.OrdinalIgnoreCase)
    {
    }

    private protected override void Check(string name, string? value)
    {
        HeaderRules.Checked(name, value ?? "");
        if (value is not null)
        {
            HeaderRules.RefuseReserved(name, value);
        }
    }
}
