namespace Peregrine;

/// <summary>Lines with a body: data, JSON, forms and files.</summary>
internal static class BodyRows
{
    internal static IReadOnlyList<CurlRow> All => [.. Data(), .. Forms()];

    private static CurlRow[] Data() =>
    [
        new("curl https://api.example.com/v1/items -d name=Ada -d 'text=a&b' -d ''"),
        new("curl -X POST https://api.example.com/v1/items"),
        new("curl -X POST https://api.example.com/v1/items -d ''"),
        new("curl -X GET https://api.example.com/v1/search -d q=a"),
        new("curl -d tag=a -d tag=b -d name=c https://api.example.com/v1/items"),
        new("curl -d tag=a -d name=c -d tag=b https://api.example.com/v1/items", CurlDifference.NameTwice),
        new("curl --data-urlencode 'text=a b&c=d/é~' --data-urlencode '=x y' --data-urlencode 'p+q' -d r=%20 "
            + "https://api.example.com/v1/items"),
        new("curl --data-raw @name --data-binary 'two\nlines\n' https://api.example.com/v1/items"),
        new("""curl --json '{"name":"Ada"}' https://api.example.com/v1/items"""),
        new("""curl --json '{"name":' --json '"Ada"}' -X PUT -H 'Accept: text/plain' https://api.example.com/v1/a"""),
        new("""curl --json '{"id":12345678901234567890}' https://api.example.com/v1/items""", CurlDifference.Number),
        new("""curl -d '[1,"b",{}]' -H 'Content-Type: application/json; charset=utf-8' https://api.example.com/v1"""),
        new("""curl -d '{"not":json}' -H 'content-type: application/json' https://api.example.com/v1/items"""),
        new("""curl -d '<a b="c"/>' -H 'Content-Type: text/xml' https://api.example.com/v1/items"""),
        new("curl -d a=b -H 'Content-Type:' https://api.example.com/v1/items"),
        new("curl -d @FILES/f.txt https://api.example.com/v1/items", CurlDifference.File),
        new("curl --data-binary @FILES/photo.png -H 'Content-Type: image/png' https://api.example.com/v1/files",
            CurlDifference.File),
        new("curl --data-urlencode text@FILES/f.txt https://api.example.com/v1/items", CurlDifference.File),
        new("curl -T FILES/f.txt https://api.example.com/v1/files/f.txt", CurlDifference.Upload),
        new("curl --upload-file FILES/f.txt -H 'Content-Type: text/plain' https://api.example.com/v1/files/",
            CurlDifference.Upload, CurlDifference.UploadPath),
        new("curl -T '' https://api.example.com/v1/files/"),
    ];

    private static CurlRow[] Forms() =>
    [
        new("curl -F name=Ada -F 'text=a b&c' https://api.example.com/v1/files"),
        new("curl -F file=@FILES/photo.png -F name=Ada https://api.example.com/v1/files"),
        new("curl -F 'file=@FILES/photo.png;type=image/x-mine;filename=a b.png' https://api.example.com/v1/files"),
        new("curl -F 'text=<FILES/f.txt;type=text/plain' https://api.example.com/v1/files"),
        new("""curl -F 'json={"a":1};type=application/json' -F 'q="a;b\"c"' https://api.example.com/v1/files"""),
        new("curl --form-string 'text=@a;b=c' https://api.example.com/v1/files"),
        new("curl -F 'text= a ' https://api.example.com/v1/files", CurlDifference.Blanks),
        new("curl -F file=@FILES/f.txt -F file=@FILES/key.txt https://api.example.com/v1/files",
            CurlDifference.PartTwice),
        new("curl -X PUT -F name=Ada -H 'Content-Type: multipart/form-data' https://api.example.com/v1/files"),
        new("curl -G -F name=Ada https://api.example.com/v1/files", CurlDifference.FormBesideGet),
    ];
}
