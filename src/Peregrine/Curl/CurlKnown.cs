using System.Collections.Frozen;

namespace Peregrine;

/// <summary>Options that change neither the request nor its transfer.</summary>
internal static class CurlKnown
{
    private static readonly FrozenSet<string> OfOutput = FrozenSet.ToFrozenSet(
    [
        "output", "remote-name", "remote-name-all", "remote-header-name", "output-dir", "create-dirs",
        "create-file-mode", "include", "verbose", "silent", "show-error", "fail", "fail-with-body", "write-out",
        "dump-header", "progress-bar", "progress-meter", "buffer", "styled-output", "trace", "trace-ascii",
        "trace-time", "stderr", "clobber", "remote-time", "remove-on-error", "xattr", "libcurl",
        "suppress-connect-headers", "cookie-jar", "head", "fail-early", "etag-save", "skip-existing", "out-null",
    ]);

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.ToFrozenSet(
    [
        "disable", "globoff", "parallel", "parallel-immediate", "parallel-max", "tcp-nodelay", "tcp-fastopen",
        "keepalive", "keepalive-time", "keepalive-cnt", "sessionid", "alpn", "npn", "expect100-timeout", "http0.9",
        "ssl", "ssl-reqd", "ssl-no-revoke", "ssl-revoke-best-effort", "ssl-allow-beast", "ssl-auto-client-cert",
        "false-start", "happy-eyeballs-timeout-ms", "compressed-ssh", "http2", "junk-session-cookies", "use-ascii",
        "random-file", "egd-file", "epsv", "eprt", "ca-native",
    ]);

    // Those of other protocols than HTTP.
    private static readonly string[] Others = ["ftp-", "mail-", "tftp-", "telnet-", "krb", "sasl-", "disable-ep"];

    internal static bool IsOutput(string name) => OfOutput.Contains(name);

    internal static bool HasNoEffect(string name) =>
        WithoutEffect.Contains(name) || Array.Exists(Others, start => name.StartsWith(start, StringComparison.Ordinal));
}
