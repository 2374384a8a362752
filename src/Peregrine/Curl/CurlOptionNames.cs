namespace Peregrine;

/// <summary>
/// The options that curl has: those of 7.88, and the later ones that take a value, so that a value is never read as a
/// URL.
/// </summary>
internal static class CurlOptionNames
{
    // An equals sign stands behind a name that takes a value.
    private const string Names =
        """
        abstract-unix-socket= alpn alt-svc= anyauth append aws-sigv4= basic buffer ca-native cacert= capath=
        cert-status cert-type= cert= ciphers= clobber compressed compressed-ssh config= connect-timeout=
        connect-to= continue-at= cookie-jar= cookie= create-dirs create-file-mode= crlf crlfile= curves=
        data-ascii= data-binary= data-raw= data-urlencode= data= delegation= digest disable disable-eprt
        disable-epsv disallow-username-in-url dns-interface= dns-ipv4-addr= dns-ipv6-addr= dns-servers=
        doh-cert-status doh-insecure doh-url= dump-ca-embed dump-header= ech= egd-file= engine= eprt epsv
        etag-compare= etag-save= expand-url= expect100-timeout= fail fail-early fail-with-body false-start
        follow form-escape form-string= form= ftp-account= ftp-alternative-to-user= ftp-create-dirs
        ftp-method= ftp-pasv ftp-port= ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-ccc-mode=
        ftp-ssl-control get globoff happy-eyeballs-timeout-ms= haproxy-clientip= haproxy-protocol head
        header= help= hostpubmd5= hostpubsha256= hsts= http0.9 http1.0 http1.1 http2 http2-prior-knowledge
        http3 http3-only ignore-content-length include insecure interface= ip-tos= ipfs-gateway= ipv4 ipv6
        json= junk-session-cookies keepalive keepalive-cnt= keepalive-time= key-type= key= knownhosts= krb=
        libcurl= limit-rate= list-only local-port= location location-mode= location-trusted login-options=
        mail-auth= mail-from= mail-rcpt-allowfails mail-rcpt= manual max-filesize= max-redirs= max-time=
        metalink mptcp negotiate netrc netrc-file= netrc-optional next noproxy= npn ntlm ntlm-wb
        oauth2-bearer= out-null output-dir= output= parallel parallel-immediate parallel-max-host=
        parallel-max= pass= path-as-is pinnedpubkey= post301 post302 post303 preproxy= progress-bar
        progress-meter proto-default= proto-redir= proto= proxy= proxy-anyauth proxy-basic proxy-ca-native
        proxy-cacert= proxy-capath= proxy-cert-type= proxy-cert= proxy-ciphers= proxy-crlfile= proxy-digest
        proxy-header= proxy-http2 proxy-insecure proxy-key-type= proxy-key= proxy-negotiate proxy-ntlm
        proxy-pass= proxy-pinnedpubkey= proxy-service-name= proxy-ssl-allow-beast proxy-ssl-auto-client-cert
        proxy-tls13-ciphers= proxy-tlsauthtype= proxy-tlspassword= proxy-tlsuser= proxy-tlsv1 proxy-user=
        proxy1.0= proxytunnel pubkey= quote= random-file= range= rate= raw referer= remote-header-name
        remote-name remote-name-all remote-time remove-on-error request-target= request= resolve=
        retry-all-errors retry-connrefused retry-delay= retry-max-time= retry= sasl-authzid= sasl-ir
        service-name= sessionid show-error sigalgs= silent skip-existing socks4= socks4a= socks5-basic
        socks5-gssapi socks5-gssapi-nec socks5-gssapi-service= socks5-hostname= socks5= speed-limit=
        speed-time= ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort
        ssl-sessions= sslv2 sslv3 stderr= styled-output suppress-connect-headers tcp-fastopen tcp-nodelay
        telnet-option= tftp-blksize= tftp-no-options time-cond= tls-earlydata tls-max= tls13-ciphers=
        tlsauthtype= tlspassword= tlsuser= tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ascii=
        trace-config= trace-ids trace-time trace= unix-socket= upload-file= upload-flags= url-query= url=
        use-ascii user-agent= user= variable= verbose version vlan-priority= write-out= xattr
        """;

    // Each letter before the name that it stands for.
    private const string Letters =
        """
        #progress-bar 0http1.0 1tlsv1 2sslv2 3sslv3 4ipv4 6ipv6 :next Auser-agent Buse-ascii Ccontinue-at
        Ddump-header Ecert Fform Gget Hheader Ihead Jremote-header-name Kconfig Llocation Mmanual Nbuffer
        Oremote-name Pftp-port Qquote Rremote-time Sshow-error Tupload-file Uproxy-user Vversion Xrequest
        Yspeed-limit Zparallel aappend bcookie ccookie-jar ddata ereferer ffail ggloboff hhelp iinclude
        jjunk-session-cookies kinsecure llist-only mmax-time nnetrc ooutput pproxytunnel qdisable rrange
        ssilent ttelnet-option uuser vverbose wwrite-out xproxy yspeed-time ztime-cond
        """;

    private static readonly char[] Blanks = [' ', '\r', '\n'];

    private static readonly SortedDictionary<string, bool> TakesValue = new(
        Names.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(name => name.TrimEnd('='), name => name.EndsWith('=')),
        StringComparer.Ordinal);

    private static readonly Dictionary<char, string> OfLetters =
        Letters.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair[0], pair => pair[1..]);

    /// <summary>The name that a letter stands for, or null.</summary>
    internal static string? ForLetter(char letter) => OfLetters.GetValueOrDefault(letter);

    /// <summary>
    /// The whole name that a text is, or the beginning of; null where there is none, or more than one.
    /// </summary>
    internal static string? ForText(string text)
    {
        if (TakesValue.ContainsKey(text))
        {
            return text;
        }

        var longer = TakesValue.Keys.Where(name => name.StartsWith(text, StringComparison.Ordinal)).Take(2).ToList();
        return text.Length > 1 && longer is [var one] ? one : null;
    }

    internal static bool HasValue(string name) => TakesValue[name];
}
