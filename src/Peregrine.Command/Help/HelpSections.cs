namespace Peregrine;

/// <summary>
/// All that help, manual and docs/cli.md are made from: the table of options, and what stands around it. Nothing of it
/// is made before it is asked for.
/// </summary>
internal static class HelpSections
{
    internal const string Synopsis = "peregrine [METHOD] URL [ITEM…] [OPTION…]";

    internal const string Purpose = "HTTP calls from the command line";

    internal static HelpSection Call => new("CALL SYNTAX",
    [
        new("METHOD", "GET, or POST when there is something to send. One of your own is written in capitals."),
        new("URL",
            "https:// is assumed, but http:// on this machine: localhost and loopback addresses. :8080/x is "
            + "http://localhost:8080/x. A host of one word needs its scheme, or --default-scheme."),
        new("ITEM", "a field, a file, a parameter or a header: see ITEMS"),
        new("OPTION",
            "anywhere on the line. Letters may stand together: -fv. A value follows its option, or its '='. -- ends "
            + "the options."),
    ]);

    internal static HelpSection Items => new("ITEMS",
    [
        new("name=text", "a field; the fields make a JSON object"),
        new("name:=json", "a field that is a number, a list …"),
        new("name=@FILE", "a field with the text of a file; name:=@FILE has its JSON"),
        new("a[b]=text", "a field of the object a; a[]=text is added to the list a, and a[0]=text is its first",
            "[]=text and [0]=text make a list of the body."),
        new("name==text", "a query parameter; name==@FILE has the text of a file"),
        new("Name:value", "a header; Name: leaves it out, Name; sends it empty, Name:@FILE has the text of a file"),
        new("name@FILE", "a file: the fields make a multipart form",
            "name@FILE;type=image/png;filename=a.png says what it is and what the server is told that it is called."),
        new("@FILE", "the file is the body; its name says what it is, or @FILE;type=image/png"),
        new("-", "standard input is the body"),
    ],
    """
    A backslash takes the meaning from a separator in a name (a\:b=c), from @ or = at the start of a value (a=\@b), and
    from a bracket (a\[b=c). In a form, names are taken as they stand.
    """);

    internal static HelpSection Commands => new("COMMANDS",
    [
        new("peregrine tour", "calls of every kind, live and checked; --against URL: against any httpbin"),
        new("peregrine help [TOPIC]",
            "the help of a topic or an option: help output, help --raw; without TOPIC, all of it"),
        new("peregrine completion SHELL", "a script that completes the command line in bash, zsh, fish or pwsh",
            "Lines for the start-up file of each shell: eval \"$(peregrine completion bash)\"; "
            + "source <(peregrine completion zsh), after compinit; peregrine completion fish | source; "
            + "peregrine completion pwsh | Out-String | Invoke-Expression."),
        new("peregrine man", "the manual, for man: peregrine man >peregrine.1; man ./peregrine.1"),
        new("peregrine --version", "which one this is"),
    ]);

    internal static HelpSection ExitCodes => new("EXIT CODES",
    [
        new("0", "a success (2xx), or a tour whose every check held"),
        new("1", "a check of the tour failed, or a file could not be read or written"),
        new("2", "wrong usage: nothing was sent"),
        new("3, 4, 5",
            "the status is 3xx (not followed), 4xx, 5xx; the body is printed all the same, and --no-check-status makes "
            + "it 0"),
        new("6", "too many redirects, or a forbidden one"),
        new("7", "no connection"),
        new("8", "no secure connection (TLS, certificate)"),
        new("9", "a time limit passed"),
        new("10", "the answer was cut off, broken, or too large"),
    ]);

    internal static HelpSection Examples => new("EXAMPLES",
    [
        new("peregrine api.example.com/users page==1 X-Api-Key:abc", "GET, with a parameter and a header"),
        new("peregrine httpbin.org/post name=Alice age:=30", "POST of {\"name\":\"Alice\",\"age\":30}"),
        new("peregrine httpbin.org/post user[name]=Alice user[tags][]=a", "an object in the object, with a list"),
        new("peregrine -f httpbin.org/post name=Alice", "POST of a form"),
        new("peregrine httpbin.org/post name=Alice photo@photo.jpg", "POST of a multipart form; the file is streamed"),
        new("peregrine PUT httpbin.org/put @data.json", "PUT of a file"),
        new("echo '{\"a\":1}' | peregrine PUT httpbin.org/put", "PUT of what comes by a pipe"),
        new("peregrine -v :8080/items", "with the request, on http://localhost:8080"),
        new("peregrine -o page.html example.com", "the body into a file"),
    ]);

    /// <summary>All sections, in the order of the manual.</summary>
    internal static IReadOnlyList<HelpSection> All =>
        [Call, Items, .. CommandOptions.Topics.Where(HasMuch).Select(HelpSection.Of), Commands, ExitCodes, Examples];

    /// <summary>The section that a word asks for, in any letter case; its beginning is enough.</summary>
    internal static HelpSection? Find(string word)
    {
        var all = All;
        return all.FirstOrDefault(one => one.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? all.FirstOrDefault(one => word.Length > 2
                && one.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasMuch(OptionTopic topic) => topic.Options.Count > 0;
}
