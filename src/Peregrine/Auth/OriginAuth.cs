namespace Peregrine;

/// <summary>Several schemes, each for one origin.</summary>
internal sealed class OriginAuth : Auth
{
    private readonly Dictionary<Origin, Auth> _schemes = [];

    internal OriginAuth((string Origin, Auth Auth)[] schemes)
    {
        foreach (var (text, auth) in schemes)
        {
            ArgumentNullException.ThrowIfNull(text, nameof(schemes));
            ArgumentNullException.ThrowIfNull(auth, nameof(schemes));
            var url = ParsedUrl.Parse(text);
            if (url is not { UserInfo: null, Path: "/" or "", Query: null, Fragment: null })
            {
                throw new ArgumentException(
                    $"'{Redaction.Address(text)}' is more than an origin: credentials are given for a scheme, a host "
                    + "and a port.",
                    nameof(schemes));
            }

            if (!_schemes.TryAdd(new RequestTarget(url).Origin, auth))
            {
                throw new ArgumentException(
                    $"Credentials for '{Redaction.Address(text)}' are given twice.", nameof(schemes));
            }
        }
    }

    // Also after a redirect: the credentials of an origin go to it wherever the call began.
    internal override Auth At(Request request, bool isOwn) =>
        _schemes.TryGetValue(request.Target.Origin, out var auth) ? auth.At(request, isOwn: true) : None;

    protected internal override Request Sign(Request request) => At(request, isOwn: true).Sign(request);
}
