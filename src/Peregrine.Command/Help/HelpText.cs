using System.Text;

namespace Peregrine;

/// <summary>Help as it is shown on a terminal.</summary>
internal static class HelpText
{
    private const int Indent = 2;
    private const int WidestTerm = 24;

    // What people need first, in a few words.
    private static readonly (string Name, string Text)[] Common =
    [
        ("form", "the fields make a form"),
        ("raw", "TEXT is the body"),
        ("verbose", "also the request, and what happened on the way"),
        ("headers", "only status and headers of the response"),
        ("body", "only its body"),
        ("output", "the body goes to FILE"),
        ("download", "the body is saved under its own name"),
        ("offline", "the request is shown, and not sent"),
        ("auth", "credentials"),
        ("session", "headers, cookies and credentials are kept"),
        ("no-follow", "redirects are not followed"),
        ("timeout", "the limit for each step"),
        ("proxy", "the proxy"),
        ("insecure", "any certificate is accepted"),
    ];

    /// <summary>The short help: what most calls need, on one screen.</summary>
    internal static string Short()
    {
        var text = new StringBuilder($"usage: {HelpSections.Synopsis}\n\n");
        string[] examples =
        [
            "peregrine api.example.com/users page==1 X-Api-Key:abc",
            "peregrine PUT httpbin.org/put name=Alice age:=30 tags[]=a tags[]=b",
        ];
        foreach (var example in examples)
        {
            text.Append(' ', Indent).Append(example).Append('\n');
        }

        text.Append('\n');
        AddEntries(
            text,
            [
                new("name=text", "a field of the body;  name:=json  a[b]=text  a[]=text  name=@FILE"),
                new("name==text", "a query parameter"),
                new("Name:value", "a header"),
                new("name@FILE", "a file of a form;  @FILE  the body;  -  standard input"),
            ],
            isLong: false);
        text.Append('\n');
        AddEntries(
            text,
            [
                .. Common.Select(one => new HelpEntry(
                    HelpEntry.TermOf(CommandOptions.All.First(option => option.Name == one.Name)), one.Text)),
            ],
            isLong: false);
        AddParagraph(text.Append('\n'), "peregrine tour shows calls of every kind, live.", 0);
        AddParagraph(
            text, $"peregrine help tells everything, peregrine help TOPIC a part: {Topics()}.", 0);
        return text.ToString();
    }

    /// <summary>All of it.</summary>
    internal static string Whole()
    {
        var text = new StringBuilder($"peregrine: {HelpSections.Purpose}\n\n  {HelpSections.Synopsis}\n");
        foreach (var section in HelpSections.All)
        {
            text.Append('\n');
            AddSection(text, section, isLong: false);
        }

        AddParagraph(text.Append('\n'), "peregrine help TOPIC and peregrine help --OPTION tell more.", 0);
        return text.ToString();
    }

    /// <summary>The help of a topic or of an option, or null when it is neither.</summary>
    internal static string? Of(string topic)
    {
        var text = new StringBuilder();
        if (topic is ['-', _, ..])
        {
            var isName = topic.StartsWith("--", StringComparison.Ordinal);
            var found = CommandOptions.All.FirstOrDefault(
                option => isName ? option.Name == topic[2..] : topic.Length == 2 && option.Letter == topic[1]);
            if (found is null)
            {
                return null;
            }

            AddEntries(text, [HelpEntry.Of(found)], isLong: true);
            return text.ToString();
        }

        if (HelpSections.Find(topic) is not { } section)
        {
            return null;
        }

        AddSection(text, section, isLong: true);
        return text.ToString();
    }

    /// <summary>The words that <c>help</c> understands besides the options.</summary>
    internal static string Topics() => string.Join(", ", HelpSections.All.Select(section => section.Word));

    private static void AddSection(StringBuilder text, HelpSection section, bool isLong)
    {
        text.Append(section.Title).Append('\n');
        AddEntries(text, section.Entries, isLong);
        foreach (var paragraph in WordWrap.Paragraphs(section.Text))
        {
            AddParagraph(text, paragraph, Indent);
        }
    }

    private static void AddEntries(StringBuilder text, IReadOnlyList<HelpEntry> entries, bool isLong)
    {
        var column = Indent + 2 + Math.Min(WidestTerm, entries.Max(entry => entry.Term.Length));
        foreach (var entry in entries)
        {
            text.Append(' ', Indent).Append(entry.Term);
            var at = Indent + entry.Term.Length;
            if (at + 2 > column)
            {
                text.Append('\n');
                at = 0;
            }

            AddLines(text, WordWrap.Lines(entry.Text, WordWrap.Width - column), column, at);
            if (isLong && entry.Details.Length > 0)
            {
                AddLines(text, WordWrap.Lines(entry.Details, WordWrap.Width - column), column, 0);
            }
        }
    }

    private static void AddLines(StringBuilder text, IEnumerable<string> lines, int column, int at)
    {
        foreach (var line in lines)
        {
            text.Append(' ', column - at).Append(line).Append('\n');
            at = 0;
        }
    }

    private static void AddParagraph(StringBuilder text, string paragraph, int indent) =>
        AddLines(text, WordWrap.Lines(paragraph, WordWrap.Width - indent), indent, 0);
}
