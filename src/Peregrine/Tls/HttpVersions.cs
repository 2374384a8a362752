using System.Net;

namespace Peregrine;

/// <summary>The versions of HTTP that are spoken.</summary>
internal static class HttpVersions
{
    /// <exception cref="ArgumentOutOfRangeException">A version that is not spoken.</exception>
    internal static Version? Checked(Version? version) =>
        version is null || version == HttpVersion.Version11
            || version == HttpVersion.Version20 || version == HttpVersion.Version30
                ? version
                : throw new ArgumentOutOfRangeException(
                    nameof(version), version, "A version of HTTP is 1.1, 2.0 or 3.0.");
}
