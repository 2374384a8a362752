namespace Peregrine;

/// <summary>Lines as the tools of Chrome, Firefox and Safari copy them for a POSIX shell.</summary>
internal static class BrowserRows
{
    internal static IReadOnlyList<CurlRow> All => [.. Chrome(), .. Firefox(), .. Safari()];

    private static CurlRow[] Chrome() =>
    [
        new("""
            curl 'https://api.example.com/v1/items?page=2&size=50' \
              -H 'accept: application/json, text/plain, */*' \
              -H 'accept-language: de-DE,de;q=0.9,en;q=0.8' \
              -b 'sid=abc%2F1; theme=dark; empty=; q="x y"' \
              -H 'priority: u=1, i' \
              -H 'referer: https://www.example.com/items' \
              -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' \
              -H 'sec-ch-ua-mobile: ?0' \
              -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'
            """),
        new("""
            curl 'https://api.example.com/v1/items?filter\[state\]=open&filter\[owner\]=\{me\}&ids\[\]=1' \
              -H 'accept: */*'
            """),
        new("""
            curl 'https://api.example.com/v1/items' \
              -H 'content-type: application/json' \
              -H 'origin: https://www.example.com' \
              --data-raw '{"name":"Ada","tags":["a","b"],"price":1.5,"sold":false,"note":null}'
            """),
        new("""
            curl 'https://api.example.com/v1/notes' \
              -H 'content-type: text/plain;charset=UTF-8' \
              --data-raw $'it\'s \u0021\n\ttwo \\ lines \u00e9 \u4e16'
            """),
        new("""
            curl 'https://api.example.com/graphql' \
              -H 'content-type: application/json' \
              --data-raw $'{"query":"query Q {\\n  me { id }\\n}","variables":{"text":"it\'s"}}'
            """),
        new("""
            curl 'https://api.example.com/v1/items/7' \
              -X 'PUT' \
              -H 'content-type: application/json' \
              --data-raw '{"done":true}'
            """),
        new("""
            curl 'https://api.example.com/v1/items/7' \
              -X 'DELETE' \
              -H 'content-length: 0' \
              -H 'x-csrf-token;' \
              --insecure
            """, CurlDifference.Length, CurlDifference.Insecure),
        new("""
            curl 'https://api.example.com/v1/items/7' \
              -X 'OPTIONS' \
              -H 'access-control-request-headers: content-type' \
              -H 'access-control-request-method: PUT'
            """),
        new("""
            curl 'https://www.example.com/login' \
              -H 'content-type: application/x-www-form-urlencoded' \
              --data-raw 'user=ada%40example.com&text=a+b+%C3%A9&empty='
            """),
        new("curl 'https://api.example.com/v1/files' "
            + "-H 'content-type: multipart/form-data; boundary=----WebKitFormBoundaryAb12Cd34' --data-raw "
            + @"$'------WebKitFormBoundaryAb12Cd34\r\nContent-Disposition: form-data; name=""text""\r\n\r\n"
            + @"one\r\ntwo\r\n------WebKitFormBoundaryAb12Cd34\r\nContent-Disposition: form-data; name=""file""; "
            + @"filename=""a.bin""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n"
            + @"------WebKitFormBoundaryAb12Cd34--\r\n'"),
        new("""
            curl 'https://api.example.com/v1/items/7' \
              -H 'cache-control: no-cache' \
              -H 'if-none-match: W/"3-abc"' \
              -H 'if-modified-since: Tue, 01 Dec 2026 10:00:00 GMT'
            """),
    ];

    private static CurlRow[] Firefox() =>
    [
        new("curl 'https://www.example.com/' --compressed -H 'User-Agent: Mozilla/5.0 (X11; rv:133.0) Gecko/20100101' "
            + "-H 'Accept: text/html,*/*;q=0.8' -H 'Accept-Language: en-US,en;q=0.5' "
            + "-H 'Accept-Encoding: gzip, deflate, br, zstd' -H 'DNT: 1' -H 'Connection: keep-alive' "
            + "-H 'Cookie: sid=abc; a=1' -H 'Upgrade-Insecure-Requests: 1' -H 'Sec-Fetch-Mode: navigate' "
            + "-H 'Priority: u=0, i'"),
        new("curl 'https://api.example.com/v1/items' --compressed -X POST -H 'Content-Type: application/json' "
            + """-H 'Origin: https://www.example.com' --data-raw '{"a":{"b":[1,2,{"c":""}]}}'"""),
        new("curl 'https://api.example.com/v1/items?a[]=1&b=2' --globoff -X PATCH -H 'Content-Type: application/json' "
            + """--data-raw $'{"text":"it\'s \\"q\\" \x21"}'"""),
        new("curl 'https://api.example.com/v1/notes' -X POST -H 'Content-Type: text/plain' "
            + """--data-raw $'caf\xc3\xa9'""", CurlDifference.Bytes),
        new("curl 'https://api.example.com/v1/files' -X POST "
            + "-H 'Content-Type: multipart/form-data; boundary=-----12345' --data-binary "
            + @"$'-------12345\r\nContent-Disposition: form-data; name=""a""\r\n\r\nb\r\n-------12345--\r\n'"),
        new("curl 'https://api.example.com/v1/items/7' -X DELETE -H 'Accept: */*' -H 'TE: trailers'"),
    ];

    private static CurlRow[] Safari() =>
    [
        new("""
            curl 'https://api.example.com/v1/items' \
            -X 'POST' \
            -H 'Content-Type: application/json' \
            -H 'Sec-Fetch-Site: same-origin' \
            --data-binary '{"name":"Ada"}'
            """),
        new("""
            curl 'https://www.example.com/logo.png' \
            -X 'null' \
            -H 'Referer: https://www.example.com/'
            """, CurlDifference.NullMethod),
    ];
}
