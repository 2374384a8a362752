namespace Peregrine;

/// <summary>
/// The user's netrc file. The host of each hop is looked up anew, as it was parsed for connecting; the entry for all
/// other hosts goes to the one that the call names, and to none that a redirect leads to.
/// </summary>
internal sealed class NetrcAuth(IReadOnlyList<NetrcEntry> entries, string? login = null) : Auth
{
    internal override string? Field => HeaderNames.Authorization;

    internal override Auth At(Request request, bool isOwn) =>
        request.Headers.Contains(HeaderNames.Authorization) ? None
        : (Find(request.Target.Origin.Host) ?? (isOwn ? Find(null) : null))?.Credentials ?? None;

    // A user in the URL: with a password it is who is meant; without, an entry of the same user is.
    internal override Auth? Naming(string userInfo) =>
        userInfo.Contains(':', StringComparison.Ordinal)
            ? OfUserInfo(userInfo)
            : new NetrcAuth(entries, Uri.UnescapeDataString(userInfo));

    protected internal override Request Sign(Request request) => At(request, isOwn: true).Sign(request);

    // Of several the last counts, as in Python. An entry for the host that is not complete still keeps the default
    // away.
    private NetrcEntry? Find(string? host) =>
        entries.LastOrDefault(entry => string.Equals(entry.Machine, host, StringComparison.OrdinalIgnoreCase)
            && (login is null || entry.User == login));
}
