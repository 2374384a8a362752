namespace Peregrine;

/// <summary>
/// The user's netrc file. The host of each hop is looked up, as it was parsed for connecting; the <c>default</c> entry
/// is used for the origin of the call's URL only, never after a redirect to another.
/// </summary>
internal sealed class NetrcAuth(IReadOnlyList<NetrcEntry> entries, string? login = null) : Auth
{
    internal override string? Field => HeaderNames.Authorization;

    internal override Auth At(Request request, bool isOwn) =>
        request.Headers.Contains(HeaderNames.Authorization) ? None
        : (Find(request.Target.Origin.Host) ?? (isOwn ? Find(null) : null))?.Credentials ?? None;

    // User and password in the URL are the credentials; a user alone selects the entry of that user.
    internal override Auth? Naming(string userInfo) =>
        userInfo.Contains(':', StringComparison.Ordinal)
            ? OfUserInfo(userInfo)
            : new NetrcAuth(entries, Uri.UnescapeDataString(userInfo));

    protected internal override Request Sign(Request request) => At(request, isOwn: true).Sign(request);

    // The last entry of a host counts, as in Python. An incomplete entry of the host still hides the default one.
    private NetrcEntry? Find(string? host) =>
        entries.LastOrDefault(entry => string.Equals(entry.Machine, host, StringComparison.OrdinalIgnoreCase)
            && (login is null || entry.User == login));
}
