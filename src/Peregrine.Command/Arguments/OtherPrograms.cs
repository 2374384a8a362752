namespace Peregrine;

/// <summary>
/// How what curl and HTTPie write as an option is written here. Only options that there are none of here are looked up.
/// </summary>
internal static class OtherPrograms
{
    private const string Method = "the method is a word before the URL: peregrine PUT URL";
    private const string Header = "a header is written Name:value";
    private const string Fields = "fields are written name=value, and --raw TEXT is a body as it stands";
    private const string Form = "fields are written name=value, files name@FILE";
    private const string Query = "parameters are written name==value";
    private const string Follow = "redirects are followed unless --no-follow is there";
    private const string Insecure = "that is --insecure";
    private const string User = "that is -a USER:PASSWORD";
    private const string Quiet = "nothing has to be silenced, and failures are always told";
    private const string Head = "the method is a word: peregrine HEAD URL; -h shows the head alone";
    private const string Include = "the head is shown on a terminal; -v tells it in a pipe too";
    private const string Limit = "that is --max-time SECONDS";
    private const string Upload = "a file is the body as @FILE: peregrine PUT URL @FILE";
    private const string OutputFile = "that is --download, or -o FILE";
    private const string Cookies = "that is --cookies FILE, or a header: Cookie:name=value";
    private const string Agent = "that is the header User-Agent:TEXT";
    private const string Referer = "that is the header Referer:URL";
    private const string Range = "that is the header Range:bytes=0-99";
    private const string Failing = "a status that is no success always shows in the exit code";
    private const string Decoded = "compressed answers are asked for and undone anyway";
    private const string Certificate = "that is --verify FILE, --cert FILE or --cert-key FILE";
    private const string Styles = "colours are those of the terminal, and the order is the server's";
    private const string Manual = "that is peregrine man, or peregrine help";
    private const string Own = "failures are one line, and -v tells the story of a call";

    /// <summary>The hint for a letter, or null.</summary>
    internal static string? ForLetter(char letter) => letter switch
    {
        'X' => Curl(Method),
        'H' => Curl(Header),
        'd' => Curl(Fields),
        'F' => Curl(Form),
        'G' => Curl(Query),
        'L' => Curl(Follow),
        'k' => Curl(Insecure),
        'u' => Curl(User),
        'S' => Curl(Quiet),
        'i' => Curl(Include),
        'I' => Curl(Head),
        'm' => Curl(Limit),
        'T' => Curl(Upload),
        'O' => Curl(OutputFile),
        'A' => Curl(Agent),
        'e' => Curl(Referer),
        'r' => Curl(Range),
        'c' => Curl(Cookies),
        'E' => Curl(Certificate),
        'M' => Curl(Manual),
        's' => $" (curl's --silent, HTTPie's --style): {Quiet}; colours are chosen by --style",
        _ => CurlNames.HintFor(letter) is { } hint ? Curl(hint) : null,
    };

    /// <summary>The hint for a name, or null.</summary>
    internal static string? ForName(string name) => name switch
    {
        "request" => Curl(Method),
        "header" => Curl(Header),
        "data" or "data-raw" or "data-binary" or "data-ascii" or "data-urlencode" => Curl(Fields),
        "form-string" => Curl(Form),
        "get" or "url-query" => Curl(Query),
        "location" or "location-mode" or "location-trusted" => Curl(Follow),
        "user" => Curl(User),
        "silent" or "show-error" or "no-progress-meter" => Curl(Quiet),
        "include" or "show-headers" => Curl(Include),
        "head" => Curl(Head),
        "connect-timeout" => Curl("that is --timeout SECONDS, for each step of a call"),
        "upload-file" => Curl(Upload),
        "remote-name" or "remote-header-name" => Curl(OutputFile),
        "user-agent" => Curl(Agent),
        "referer" => Curl(Referer),
        "range" => Curl(Range),
        "cookie" or "cookie-jar" => Curl(Cookies),
        "fail" or "fail-with-body" => Curl(Failing),
        "compressed" => Curl(Decoded),
        "cacert" or "key" => Curl(Certificate),
        "oauth2-bearer" => Curl("that is --bearer TOKEN"),
        "max-redirs" => Curl("that is --max-redirects N"),
        "sorted" or "unsorted" or "format-options" => Httpie(Styles),
        "max-headers" => Httpie("--max-head N limits the head of an answer by its size"),
        "response-charset" => Httpie("a text is read as its server says; a pipe gets its bytes, for iconv"),
        "response-mime" => Httpie("an answer is shown as its Content-Type says, and in a pipe as it came"),
        "version" => " beside others: it stands alone, peregrine --version",
        "debug" or "traceback" => Httpie(Own),
        "manual" => Httpie(Manual),
        _ => CurlNames.HintFor(name) is { } hint ? Curl(hint) : null,
    };

    private static string Curl(string hint) => $" (curl's): {hint}";

    private static string Httpie(string hint) => $" (HTTPie's): {hint}";
}
