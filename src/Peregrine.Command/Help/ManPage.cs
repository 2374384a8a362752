using System.Text;

namespace Peregrine;

/// <summary>The manual, in the language of man(7).</summary>
internal static class ManPage
{
    private const string LastRead = "2026-12-01"; // A page has to have a date, and be the same from build to build.

    /// <param name="version">The version of the command.</param>
    internal static string Text(string version)
    {
        var text = new StringBuilder();
        text.Append(".TH PEREGRINE 1 " + LastRead + " \"peregrine ").Append(version)
            .Append("\" \"User Commands\"\n");
        text.Append(".SH NAME\nperegrine \\- ").Append(HelpSections.Purpose).Append('\n');
        text.Append(".SH SYNOPSIS\n").Append(Escaped(HelpSections.Synopsis)).Append('\n');
        foreach (var section in HelpSections.All)
        {
            Add(text, section);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, HelpSection section)
    {
        text.Append(".SH \"").Append(section.Title).Append("\"\n");
        foreach (var entry in section.Entries)
        {
            text.Append(".TP\n").Append("\\fB").Append(Escaped(entry.Term.Trim())).Append("\\fR\n");
            AddLines(text, $"{Sentence(entry.Text)} {entry.Details}");
        }

        foreach (var paragraph in WordWrap.Paragraphs(section.Text))
        {
            text.Append(".PP\n");
            AddLines(text, paragraph);
        }
    }

    private static string Sentence(string text) => text is [.., '.' or '…' or '?' or ':']
        ? text
        : text + ".";

    // Short lines, as an editor of the page would have them; each sentence begins on one of its own.
    private static void AddLines(StringBuilder text, string plain)
    {
        var sentences = plain.ReplaceLineEndings(" ").Replace(". ", ".\n", StringComparison.Ordinal).Split('\n');
        foreach (var sentence in sentences)
        {
            foreach (var line in WordWrap.Lines(sentence, WordWrap.Width - 2))
            {
                text.Append(Escaped(line)).Append('\n');
            }
        }
    }

    // A backslash, a hyphen that is meant as one, and a point or an apostrophe at the start of a line are commands.
    private static string Escaped(string text)
    {
        var escaped = text.Replace(@"\", @"\e", StringComparison.Ordinal)
            .Replace("-", @"\-", StringComparison.Ordinal)
            .Replace("…", @"\&...", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? @"\&" + escaped : escaped;
    }
}
