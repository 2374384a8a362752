using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// The path of a Unix domain socket, or a name of Linux's abstract namespace, which begins with an at sign. Pure.
/// </summary>
internal static class UnixSocketPath
{
    // sun_path holds 108 bytes on Linux, 104 elsewhere, a zero at the end among them (unix(7)).
    private const int Longest = 107;

    /// <summary>Why a text is no path of a socket, or null.</summary>
    internal static string? WhyNot(string path) =>
        path.Length < 2
            || path[0] is not ('/' or '@') ? "a Unix socket is named by an absolute path, or by @ and an abstract name"
        : path.Contains('\0', StringComparison.Ordinal) ? "the path of a Unix socket holds no NUL"
        : Encoding.UTF8.GetByteCount(path) > Longest ? "the path of a Unix socket is not longer than 107 bytes"
        : null;

    internal static UnixDomainSocketEndPoint EndPointOf(string path) => new(path[0] == '@' ? '\0' + path[1..] : path);
}
