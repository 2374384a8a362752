namespace Peregrine;

/// <summary>Lines whose words are quoted, escaped and continued in the ways of a shell.</summary>
internal static class WordRows
{
    internal static IReadOnlyList<CurlRow> All =>
    [
        new("""curl https://api.example.com/ -d 'a='\''b'\''' -d "it's" -d it\'s\ so -d "a"'b'c"""),
        new("""curl "https://api.example.com/?a=\$b&c=\`d\`" -H "X-A: a\\b\"c\d" """),
        new("""curl https://api.example.com/?a=1\&b=2"""),
        new("""curl https://api.example.com/ -d $'\x41\102\e\a\t\\\'\"\?\u263a\U0001F600'"""),
        new("""curl https://api.example.com/ -d $'a\qb' -d ''"""),
        new("curl https://api.example.com/ -d 'two\nlines'"),
        new("curl https://api.example.com/ -d \"two\nlines\"", CurlDifference.LineBreak),
        new("curl https://api.example.com/ -d \"one \\\nline\""),
        new("curl https://api.example.com/v1/\\\nitems", CurlDifference.LongWord),
        new("curl -XPOST -uada:secret -da=b -HX-A:b -sS https://api.example.com/"),
        new("curl -sSXPUT https://api.example.com/ -d a=b"),
        new("curl --insecure --no-insecure https://api.example.com/"),
        new("curl -H 'X-A: b' -- https://api.example.com/"),
        new("curl https://api.example.com/ -H 'X-A: b' # the field of the example"),
        new("  curl   https://api.example.com/\t-H 'X-A: b'  "),
    ];
}
