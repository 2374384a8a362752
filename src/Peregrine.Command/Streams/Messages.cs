using System.Text;

namespace Peregrine;

/// <summary>What the command says to its user on standard error.</summary>
internal static class Messages
{
    private static readonly Lazy<Stream> Errors = new(StandardStream.OpenErrors);

    /// <summary>A line, with the name of the command before it.</summary>
    internal static void Say(string line) => Write($"peregrine: {line}\n");

    /// <summary>A text as it stands.</summary>
    internal static void Write(string text) => Errors.Value.Write(Encoding.UTF8.GetBytes(text));
}
