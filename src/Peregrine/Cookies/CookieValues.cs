namespace Peregrine;

/// <summary>
/// Cookies for one call. They are sent only to the origin of the call's URL, and are never stored. A null value is left
/// out.
/// </summary>
public sealed partial class CookieValues : NamedValues<string?>
{
    /// <summary>An empty list.</summary>
    public CookieValues()
        : base(StringComparison.Ordinal)
    {
    }

    private protected override void Check(string name, string? value)
    {
        if (!HeaderRules.IsToken(name))
        {
            throw new ArgumentException(
                $"A cookie name {HeaderRules.WhyNoToken(name)} (RFC 6265, section 4.1.1).", nameof(name));
        }

        if (value is not null && (!HeaderRules.IsValue(value) || value.Contains(';', StringComparison.Ordinal)))
        {
            throw new ArgumentException(
                $"The value of cookie {name} holds a semicolon or a control character, which would start another "
                + "cookie.",
                nameof(value));
        }
    }
}
