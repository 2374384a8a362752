namespace Peregrine;

/// <summary>Lines as pages of documentation show them: method, address, fields, credentials, connections.</summary>
internal static class DocumentedRows
{
    internal static IReadOnlyList<CurlRow> All => [.. Addresses(), .. Fields(), .. Others()];

    private static CurlRow[] Addresses() =>
    [
        new("curl https://api.example.com"),
        new("curl api.example.com/v1/items"),
        new("curl https://api.example.com?q=1"),
        new("curl https://api.example.com/v1/items#part"),
        new("curl --url https://api.example.com/v1/items --request GET"),
        new("curl -I https://api.example.com/v1/items"),
        new("curl --head --silent https://api.example.com/v1/items"),
        new("curl -XDELETE https://api.example.com/v1/items/7"),
        new("curl -X PURGE https://www.example.com/logo.png"),
        new("curl https://api.example.com:8443/v1/items%2F7/caf%c3%a9"),
        new("curl 'https://api.example.com/v1;a=b/(x),y!*$+@:&=~'"),
        new("curl 'https://api.example.com/v1/../v2/./items'", CurlDifference.Dots),
        new("""curl 'https://api.example.com/v1/items?q="a"|<b>`é'""", CurlDifference.Unsafe),
        new("curl --url-query 'q=a b' --url-query +r=c%20d https://api.example.com/v1/items?page=1"),
        new("curl -G https://api.example.com/v1/items -d page=2 -d size=50"),
        new("curl -G https://api.example.com/v1/items?page=1 --data-urlencode 'q=a b&c/é'"),
        new("curl -G 'https://api.example.com/v1/items?' -d page=2", CurlDifference.QuestionMark),
        new("curl --get --head https://api.example.com/v1/items -d page=2"),
        new("curl -G https://api.example.com/v1/items -d a=b --url-query c=d"),
    ];

    private static CurlRow[] Fields() =>
    [
        new("curl -H 'Accept: application/vnd.example+json' -H 'X-Version:2' https://api.example.com/v1/items"),
        new("curl -H 'X-Empty;' -H 'X-Colons: a:b;c' -H 'X-Spaces:   a  b  ' https://api.example.com/"),
        new("curl -H 'Accept:' -H 'User-Agent:' -H 'X-None:' https://api.example.com/"),
        new("curl -H 'Host: other.example.com' https://api.example.com/"),
        new("curl -H 'Accept: a/b' -H 'Accept: c/d' -H 'Cookie: a=b' -H 'Cookie: c=d' https://api.example.com/"),
        new("curl -H 'X-A: 1' -H 'X-A: 2' https://api.example.com/", CurlDifference.FieldTwice),
        new("curl -A 'my agent/1.0' -e https://www.example.com/ https://api.example.com/"),
        new("curl -A '' https://api.example.com/", CurlDifference.NoAgent),
        new("curl --referer 'https://www.example.com/;auto' https://api.example.com/"),
        new("curl -b 'sid=abc; theme=dark' https://api.example.com/"),
        new("curl -b sid=abc -b theme=dark https://api.example.com/"),
        new("curl -b sid=abc -H 'Cookie: theme=dark' https://api.example.com/"),
        new("curl -b sid=abc -b FILES/no-jar.txt https://api.example.com/", CurlDifference.CookieFile),
        new("curl -b FILES/no-jar.txt https://api.example.com/"),
        new("curl -r 0-499 https://api.example.com/v1/files/7"),
        new("curl --range 500 https://api.example.com/v1/files/7"),
        new("curl --compressed https://api.example.com/v1/items"),
    ];

    private static CurlRow[] Others() =>
    [
        new("curl -u ada:secret https://api.example.com/"),
        new("curl --user 'ada lovelace:p w:d' --basic https://api.example.com/"),
        new("curl -u sk_test_abc: https://api.example.com/v1/charges -d amount=2000 -d currency=usd"),
        new("curl --digest -u ada:secret https://api.example.com/"),
        new("curl https://ada:secret@api.example.com/"),
        new("curl -u ada:secret https://bob:other@api.example.com/"),
        new("curl https://ada:p%40w@api.example.com/", CurlDifference.EscapedUser),
        new("curl --oauth2-bearer token https://api.example.com/"),
        new("""curl -H "Authorization: Bearer token" https://api.example.com/"""),
        new("curl -k https://api.example.com/", CurlDifference.Insecure),
        new("curl -L --max-redirs 3 https://api.example.com/"),
        new("curl -sSfL -o /dev/null https://api.example.com/"),
        new("curl -L --no-location https://api.example.com/"),
        new("curl -m 30 --connect-timeout 2.5 https://api.example.com/"),
        new("curl -x http://proxy.example.com:3128 https://api.example.com/"),
        new("curl --proxy proxy.example.com:3128 https://api.example.com/"),
        new("curl --socks5-hostname proxy.example.com:1080 https://api.example.com/", CurlDifference.Socks),
        new("curl --resolve api.example.com:443:127.0.0.1 https://api.example.com/"),
        new("curl -4 --tlsv1.2 --http1.1 --retry 3 --no-progress-meter https://api.example.com/"),
    ];
}
