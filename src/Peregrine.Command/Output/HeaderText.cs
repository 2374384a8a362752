namespace Peregrine;

/// <summary>A header field for a reader.</summary>
internal static class HeaderText
{
    private const string Hidden = "?***";

    /// <summary>The value; what the library thinks a secret is hidden unless secrets are to be shown.</summary>
    internal static string Value(Header field, bool showsSecrets)
    {
        if (showsSecrets)
        {
            return field.Value;
        }

        // The library leaves the query of an address out; that there is one is worth knowing.
        var shown = field.ToString()[(field.Name.Length + 2)..];
        var query = field.Value.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && shown == field.Value[..query] ? shown + Hidden : shown;
    }
}
