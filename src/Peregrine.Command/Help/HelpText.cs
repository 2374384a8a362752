using System.Text;

namespace Peregrine;

/// <summary>Help as it is shown on a terminal.</summary>
internal static class HelpText
{
    private const int Indent = 2;
    private const int WidestTerm = 24;

    // What people need first; an option that is not in the table is left out.
    private static readonly string[] Common =
    [
        "form", "raw", "verbose", "headers", "body", "output", "download", "offline", "auth", "bearer", "session",
        "no-follow", "timeout", "proxy", "insecure",
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
        var all = CommandOptions.All;
        AddEntries(
            text,
            [
                .. Common.Select(name => all.FirstOrDefault(option => option.Name == name))
                    .OfType<CommandOption>().Select(HelpEntry.Of),
            ],
            isLong: false,
            isShort: true);
        AddParagraph(text.Append('\n'), "peregrine tour shows calls of every kind, live and checked.", 0);
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

    private static void AddEntries(
        StringBuilder text, IReadOnlyList<HelpEntry> entries, bool isLong, bool isShort = false)
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

            var told = isShort ? Shortened(entry.Text) : entry.Text;
            AddLines(text, WordWrap.Lines(told, WordWrap.Width - column), column, at);
            if (isLong && entry.Details.Length > 0)
            {
                AddLines(text, WordWrap.Lines(entry.Details, WordWrap.Width - column), column, 0);
            }
        }
    }

    // Up to a mark where the sentence may end; the rest is in the whole help.
    private static string Shortened(string text)
    {
        var end = text.IndexOfAny([';', ':', '(']);
        return end > 0 ? text[..end].TrimEnd() : text;
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
