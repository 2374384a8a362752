namespace Peregrine;

/// <summary>Something that curlconverter reads otherwise than we do. docs/cli.md has the same list.</summary>
/// <param name="What">What it is about, as the page has it.</param>
/// <param name="Fields">The fields of a <see cref="CurlView"/> that differ by it.</param>
/// <param name="IsOurs">Whether curl itself sends something else than we do.</param>
internal sealed record CurlDifference(string What, string Fields, bool IsOurs = false)
{
    internal static readonly CurlDifference Insecure = new("-k", CurlView.Insecure);
    internal static readonly CurlDifference LineBreak = new("a line break in double quotes", CurlView.Data);
    internal static readonly CurlDifference Bytes = new("bytes in $'…'", CurlView.Data);
    internal static readonly CurlDifference LongWord = new("a backslash that ends a line inside a word", CurlView.Url);
    internal static readonly CurlDifference NullMethod = new("-X null", CurlView.Method);
    internal static readonly CurlDifference FormBesideGet = new("-F beside -G", CurlView.Method);
    internal static readonly CurlDifference Upload = new("-T FILE", CurlView.Data);
    internal static readonly CurlDifference UploadPath = new("-T with a folder in its name", CurlView.Url);
    internal static readonly CurlDifference Dots = new("dots in a path", CurlView.Url);
    internal static readonly CurlDifference QuestionMark = new("a question mark before the data of -G", CurlView.Url);
    internal static readonly CurlDifference Unsafe = new("characters that no URL may hold", CurlView.Url, IsOurs: true);
    internal static readonly CurlDifference EscapedUser = new("escapes in the credentials of a URL", CurlView.Auth);
    internal static readonly CurlDifference NoAgent = new("-A ''", CurlView.Headers);
    internal static readonly CurlDifference FieldTwice = new("a field that is there twice", CurlView.Headers);
    internal static readonly CurlDifference Length = new("a Content-Length on the line", CurlView.Headers);
    internal static readonly CurlDifference CookieFile = new("a file of cookies beside cookies", CurlView.Headers);
    internal static readonly CurlDifference NameTwice = new("a name that is twice in a form", CurlView.Data);
    internal static readonly CurlDifference PartTwice = new("two parts of one name", CurlView.Parts);
    internal static readonly CurlDifference Number = new("a long number in JSON", CurlView.Data);
    internal static readonly CurlDifference File = new("-d @FILE", CurlView.Data);
    internal static readonly CurlDifference Blanks = new("white space around a value of -F", CurlView.Parts);
    internal static readonly CurlDifference Socks = new("a SOCKS proxy", CurlView.Proxies);

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<CurlDifference> All { get; } =
    [
        LineBreak, Bytes, LongWord, Insecure, NullMethod, FormBesideGet, Upload, UploadPath, Dots, QuestionMark,
        Unsafe, EscapedUser, NoAgent, FieldTwice, Length, CookieFile, NameTwice, PartTwice, Number, File, Blanks, Socks,
    ];

    public override string ToString() => What;
}
