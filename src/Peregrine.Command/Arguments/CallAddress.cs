namespace Peregrine;

/// <summary>Where a call goes to.</summary>
/// <param name="Url">The URL with its scheme, otherwise as it was written.</param>
/// <param name="IsHttpsAssumed">Whether the user left the <c>https</c> out.</param>
internal sealed record CallAddress(string Url, bool IsHttpsAssumed = false)
{
    /// <summary>The URL without what may be a secret.</summary>
    public override string ToString() => ((Url)Url).ToString();
}
