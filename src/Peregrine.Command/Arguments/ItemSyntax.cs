using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>Reads items. The first separator counts, and of those that begin at the same place the longest.</summary>
/// <remarks>
/// A backslash takes the meaning from a separator in a name (<c>a\:b=c</c>), and from <c>@</c> and <c>=</c> at the
/// start of a value (<c>a=\@b</c>); before anything else it is a backslash.
/// </remarks>
internal static class ItemSyntax
{
    private const string Special = "=:@;\\";

    private static readonly (string Separator, ItemKind Kind)[] Separators =
    [
        (":=@", ItemKind.JsonOfFile),
        (":=", ItemKind.Json),
        (":@", ItemKind.HeaderOfFile),
        ("=@", ItemKind.TextOfFile),
        ("==@", ItemKind.QueryOfFile),
        ("==", ItemKind.Query),
        ("=", ItemKind.Text),
        (":", ItemKind.Header),
        ("@", ItemKind.File),
    ];

    /// <exception cref="UsageException">It is no item.</exception>
    internal static Item Parse(string text)
    {
        var name = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && Special.Contains(text[at + 1], StringComparison.Ordinal))
            {
                name.Append(text[++at]);
            }
            else if (text[at] == ';' && at == text.Length - 1)
            {
                return Checked(new Item(ItemKind.Header, name.ToString()));
            }
            else if (Array.Find(
                Separators, one => text.AsSpan(at).StartsWith(one.Separator)) is { Separator: { } separator } found)
            {
                return Checked(Of(found.Kind, name.ToString(), text[(at + separator.Length)..]));
            }
            else
            {
                name.Append(text[at]);
            }
        }

        throw new UsageException($"'{Shortened.Name(text)}' is no item: it has none of the separators = := == : @.");
    }

    private static Item Of(ItemKind kind, string name, string value) => kind switch
    {
        ItemKind.File when name.Length == 0 => FileOf(ItemKind.Body, name, value),
        ItemKind.File => FileOf(kind, name, value),
        ItemKind.Header when value.Length == 0 => new Item(ItemKind.WithoutHeader, name),
        _ => new Item(kind, name, value is ['\\', '@' or '=', ..] ? value[1..] : value),
    };

    private static Item FileOf(ItemKind kind, string name, string value)
    {
        const string type = ";type=";
        var at = value.LastIndexOf(type, StringComparison.Ordinal);
        return at < 0 ? new Item(kind, name, value) : new Item(kind, name, value[..at], value[(at + type.Length)..]);
    }

    private static Item Checked(Item item)
    {
        if (item.Name.Length == 0 && item.Kind != ItemKind.Body)
        {
            throw new UsageException("an item has no name before its separator.");
        }

        if (item.NamesFile && item.Value.Length == 0)
        {
            throw new UsageException($"the item '{Shortened.Name(item.Name)}@' names no file.");
        }

        return item.Kind == ItemKind.Json && !IsJson(item.Value)
            ? throw new UsageException(
                $"the value of '{Shortened.Name(item.Name)}:=' is not JSON; a text is written with = alone.")
            : item;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
