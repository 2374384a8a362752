namespace Peregrine;

/// <summary>
/// What is to be said of the options of curl that have no way of their own in <see cref="OtherPrograms"/>. A name that
/// ends in a hyphen stands for all that begin so.
/// </summary>
internal static class CurlNames
{
    private static readonly (string Hint, string Names)[] Groups =
    [
        ("only http and https are spoken",
            "append compressed-ssh crlf disable-eprt disable-epsv eprt epsv ftp- hostpubmd5 hostpubsha256 "
            + "ipfs-gateway krb list-only login-options mail- metalink proto proto-redir pubkey quote sasl- ssl-reqd "
            + "telnet-option tftp- use-ascii knownhosts upload-flags"),
        ("that is --default-scheme http|https", "proto-default"),
        ("that is -A basic, with -a USER:PASSWORD", "basic"),
        ("that is -A digest, with -a USER:PASSWORD", "digest"),
        ("credentials are basic, digest, bearer, netrc or oauth2: -A TYPE; a line of curl can be signed for AWS: "
            + "peregrine curl '…'",
            "aws-sigv4"),
        ("credentials are basic, digest, bearer, netrc or oauth2: -A TYPE",
            "anyauth delegation negotiate ntlm ntlm-wb service-name"),
        ("~/.netrc is used anyway where it has the host, and -A netrc demands it", "netrc netrc-optional"),
        ("the variable NETRC names the file", "netrc-file"),
        ("that is --verify FILE, where FILE may be a folder", "capath"),
        ("that is --ssl tls1.2", "tlsv1.2"),
        ("that is --ssl tls1.3", "tlsv1.3"),
        ("nothing older than TLS 1.2 is spoken: --ssl", "sslv2 sslv3 tlsv1 tlsv1.0 tlsv1.1"),
        ("that is --cert-key-pass TEXT", "pass"),
        ("the file itself says what it is", "cert-type key-type"),
        ("that is --http1.1", "no-alpn no-npn"),
        ("that is --http3", "http3-only"),
        ("HTTP/1.1, 2 and 3 are spoken: --http-version", "http0.9 http1.0"),
        ("what the system has of TLS is used; --verify, --cert, --ssl and -k choose",
            "alpn ca-native cert-status ciphers crlfile curves dump-ca-embed ech egd-file engine false-start "
            + "no-sessionid npn pinnedpubkey random-file sessionid sigalgs ssl- tls13-ciphers tls-earlydata tls-max "
            + "tlsauthtype tlspassword tlsuser"),
        ("that is --proxy with the URL of the proxy: socks5h://HOST:PORT",
            "socks4 socks4a socks5 socks5-hostname preproxy"),
        ("a proxy is told by its URL, with its credentials: --proxy http://USER:PASSWORD@HOST:PORT",
            "haproxy-clientip haproxy-protocol proxy- proxy1.0 proxytunnel socks5-"),
        ("that is --no-proxy for all, or the variable NO_PROXY for some hosts", "noproxy"),
        ("that is -d -c: a download goes on with its own part", "continue-at"),
        ("-d never writes over a file, and -o FILE puts a whole one in its place",
            "clobber no-clobber remove-on-error skip-existing"),
        ("-d saves in the folder that you are in, and -o FILE wherever FILE is",
            "create-dirs create-file-mode output-dir remote-name-all remote-time xattr out-null"),
        ("that is a header: If-None-Match:TAG, or If-Modified-Since:DATE", "etag-compare etag-save time-cond"),
        ("that is --max-bytes N", "max-filesize"),
        ("how fast a body goes is not limited; --max-time SECONDS ends a call", "limit-rate speed-limit speed-time"),
        ("that is -m, or --output-json for scripts", "write-out"),
        ("that is -h, or -p h with what else is wanted", "dump-header"),
        ("that is -v or -vv, or --har FILE for a recording", "trace trace-ascii trace-config trace-ids trace-time"),
        ("that is the shell's: 2>FILE", "stderr"),
        ("-S shows what comes at once, and a pipe gets it so anyway", "buffer no-buffer"),
        ("--pretty and --style say how output looks, and -q leaves out the progress",
            "progress-bar progress-meter styled-output no-styled-output suppress-connect-headers"),
        ("that is --as csharp", "libcurl"),
        ("a command makes one call, to one URL that is a word; more are made by a loop of the shell",
            "fail-early globoff next parallel parallel- rate url"),
        ("options that each call begins with are in config.json: default_options", "config disable"),
        ("that is the shell's: \"$NAME\"", "variable expand-"),
        ("--retry N tries again after what may pass, at the pace that Retry-After asks for, and --max-time limits it",
            "retry-all-errors retry-connrefused retry-delay retry-max-time"),
        ("that is --resolve HOST:PORT:ADDRESS", "connect-to"),
        ("that is --unix-socket @NAME", "abstract-unix-socket"),
        ("names are the system's to look up, or --resolve's", "dns- doh-"),
        ("the connection is made as the system has it; --interface, -4 and -6 choose",
            "happy-eyeballs-timeout-ms ip-tos keepalive keepalive- local-port mptcp no-keepalive tcp-fastopen "
            + "tcp-nodelay vlan-priority"),
        ("nothing of it is kept from one call to the next; --session keeps cookies", "alt-svc hsts"),
        ("a session keeps such cookies, and forgets those that have expired", "junk-session-cookies"),
        ("a POST that is redirected by 301, 302 or 303 becomes a GET; 307 and 308 leave it a POST",
            "post301 post302 post303"),
        ("a header is asked for by its name: Expect:100-continue", "expect100-timeout"),
        ("what a server says of its answer is held to", "ignore-content-length tr-encoding"),
        ("a path is sent without its dots, /a/../b as /b", "path-as-is"),
        ("the method and the URL say what is asked for", "request-target"),
        ("credentials in a URL are taken, and shown nowhere", "disallow-username-in-url"),
        ("names of a form are escaped as browsers do it", "form-escape"),
    ];

    // Each letter before the name that it stands for; those of the table of hints are not here.
    private const string Letters =
        "#progress-bar 0http1.0 1tlsv1 2sslv2 3sslv3 :next Buse-ascii Ccontinue-at Ddump-header Kconfig Nno-buffer "
        + "Qquote Rremote-time Uproxy-user Yspeed-limit Zparallel ggloboff llist-only nnetrc ttelnet-option "
        + "wwrite-out yspeed-time ztime-cond";

    /// <summary>What is said of a letter, or null.</summary>
    internal static string? HintFor(char letter) =>
        Letters.Split(' ').FirstOrDefault(one => one[0] == letter) is { } found ? HintFor(found[1..]) : null;

    /// <summary>What is said of a name, or null.</summary>
    internal static string? HintFor(string name) => Groups.FirstOrDefault(group => Names(group.Names, name)).Hint;

    private static bool Names(string list, string name) => list.Split(' ').Any(
        one => one == name || (one[^1] == '-' && name.StartsWith(one, StringComparison.Ordinal)));
}
