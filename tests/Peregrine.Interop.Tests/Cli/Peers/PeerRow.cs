using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// A line of the command's and the line of another program that should put the same on the wire. Both are typed to a
/// shell: <c>$U</c> is the server, <c>$S</c> its Unix socket, <c>$A</c> its host and port; the folder holds the files
/// of <see cref="PeerFolder"/>.
/// </summary>
/// <param name="Ours">The line with <c>peregrine</c>.</param>
/// <param name="Theirs">The line with <c>http</c> or <c>curl</c>.</param>
/// <param name="Difference">What is known to differ, as the page has it; null when nothing may.</param>
internal sealed partial record PeerRow(string Ours, string Theirs, string? Difference = null)
{
    /// <summary>The same words for HTTPie, which would read standard input without its <c>-I</c>.</summary>
    internal static PeerRow Same(string words, string? difference = null) =>
        new($"peregrine {words}", $"http -I {words}", difference);

    /// <summary>The options that ours needs and that are not in the table.</summary>
    internal IReadOnlyList<string> Missing() =>
    [
        .. Option().Matches(Ours).Select(match => match.Groups["name"].Value)
            .Where(name => !CommandOptions.All.Any(option => option.Name == name)),
        .. Letters().Matches(Ours).SelectMany(match => match.Groups["letters"].Value)
            .Where(letter => !CommandOptions.All.Any(option => option.Letter == letter))
            .Select(letter => letter.ToString()),
    ];

    public override string ToString() => $"{Ours} · {Theirs}";

    [GeneratedRegex("(?<= )--(?<name>[a-z][a-z0-9-]+)")]
    private static partial Regex Option();

    [GeneratedRegex("(?<= )-(?<letters>[a-zA-Z]+)(?= )")]
    private static partial Regex Letters();
}
