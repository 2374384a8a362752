using System.Text;

namespace Peregrine;

/// <summary>What the command says to its user on standard error.</summary>
internal static class Messages
{
    private const string Indent = "  "; // Of a line that goes on, which is none of its own.
    private static readonly Lazy<Stream> Errors = new(StandardStream.OpenErrors);
    private static readonly Lazy<int> Width = new(
        () => Console.IsErrorRedirected ? int.MaxValue : TerminalWidth.Of(Descriptor.Errors));

    /// <summary>A line, with the name of the command before it.</summary>
    internal static void Say(string line) => Line($"peregrine: {line}");

    /// <summary>A line as it stands. A terminal would break it inside a word, so it is broken before.</summary>
    internal static void Line(string line) =>
        Errors.Value.Write(Encoding.UTF8.GetBytes(WordWrap.Broken(line, Width.Value, Indent) + "\n"));
}
