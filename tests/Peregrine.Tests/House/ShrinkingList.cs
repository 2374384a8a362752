using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// What breaks a rule that is younger than the code: a name and a number a line. The list may only shrink, and it has
/// to. <c>HOUSE_LISTS_OUT=1</c> writes it anew, and never raises a number.
/// </summary>
/// <param name="name">The name of the file in <c>House/Lists</c>.</param>
/// <param name="stands">
/// Whether what a line of the list names is still there. Where it is not (a file has a new name, or became two), its
/// number may pass to names that are new.
/// </param>
internal sealed class ShrinkingList(string name, Func<string, bool> stands)
{
    private const string Advice = "HOUSE_LISTS_OUT=1 writes the list anew";

    private readonly string _file = Repository.At($"tests/Peregrine.Tests/House/Lists/{name}.txt");

    /// <summary>A list that is kept by files: paths from the root.</summary>
    internal static ShrinkingList OfFiles(string name) => new(name, file => File.Exists(Repository.At(file)));

    /// <summary>What a list becomes: what is found, where that is no more than was listed.</summary>
    internal static SortedDictionary<string, int> Shrunk(
        IReadOnlyDictionary<string, int> listed, IReadOnlyDictionary<string, int> found, Func<string, bool> stands)
    {
        var left = listed.Where(line => found.ContainsKey(line.Key))
            .Select(line => KeyValuePair.Create(line.Key, Math.Min(line.Value, found[line.Key])));
        var arrived = found.Where(line => !listed.ContainsKey(line.Key)).ToList();
        var gone = listed.Where(line => !stands(line.Key)).Sum(line => line.Value);
        var lines = arrived.Sum(line => line.Value) <= gone ? left.Concat(arrived) : left;
        return new(lines.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Fails unless as many things are found as the list says, name by name.</summary>
    /// <param name="found">What is found for each name.</param>
    internal void Check(ILookup<string, string> found) =>
        Check(found.ToDictionary(one => one.Key, one => one.Count()), key => string.Join(", ", found[key]));

    /// <summary>Fails unless the numbers are those of the list.</summary>
    /// <param name="found">The number for each name that has one.</param>
    /// <param name="details">What the number of a name counts.</param>
    internal void Check(IReadOnlyDictionary<string, int> found, Func<string, string> details)
    {
        var listed = Read();
        if (Environment.GetEnvironmentVariable("HOUSE_LISTS_OUT") is not null)
        {
            listed = Shrunk(listed, found, stands);
            Write(listed);
        }

        var more =
            from line in found
            let most = listed.GetValueOrDefault(line.Key)
            where line.Value > most
            select $"{line.Key}: {line.Value}, where {name}.txt allows {most}: {details(line.Key)}";
        var fewer =
            from line in listed
            let number = found.GetValueOrDefault(line.Key)
            where line.Value > number
            select $"{line.Key}: {number}, where {name}.txt still says {line.Value}: {Advice}";
        if (string.Join('\n', more.Concat(fewer)) is { Length: > 0 } wrong)
        {
            Assert.Fail(wrong);
        }
    }

    // Of a line that a merge left twice, the lower number counts.
    private SortedDictionary<string, int> Read()
    {
        var listed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(_file))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (most, key) = (int.Parse(line[..space], CultureInfo.InvariantCulture), line[(space + 1)..]);
            listed[key] = listed.TryGetValue(key, out var other) ? Math.Min(most, other) : most;
        }

        return listed;
    }

    private void Write(SortedDictionary<string, int> listed)
    {
        var text = new StringBuilder();
        foreach (var (key, number) in listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number} {key}\n");
        }

        File.WriteAllText(_file, text.ToString());
    }
}
