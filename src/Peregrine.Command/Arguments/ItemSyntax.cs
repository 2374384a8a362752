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
        var nested = new StringBuilder(); // Where a backslash stays before another: brackets are read later.
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && Special.Contains(text[at + 1], StringComparison.Ordinal))
            {
                name.Append(text[++at]);
                nested.Append(text[at] == '\\' ? @"\\" : text[at].ToString());
            }
            else if (text[at] == ';' && at == text.Length - 1)
            {
                return Checked(new Item(ItemKind.Header, name.ToString()));
            }
            else if (Array.Find(
                Separators, one => text.AsSpan(at).StartsWith(one.Separator)) is { Separator: { } separator } found)
            {
                return Checked(
                    Of(found.Kind, name.ToString(), text[(at + separator.Length)..]) with
                    {
                        NestedName = NestedOf(nested.ToString(), name.ToString()),
                    });
            }
            else
            {
                name.Append(text[at]);
                nested.Append(text[at]);
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

    private static string? NestedOf(string nested, string name) =>
        nested != name && nested.AsSpan().ContainsAny('[', ']') ? nested : null;

    // In any order, each once; of two equal ones the first belongs to the path.
    private static Item FileOf(ItemKind kind, string name, string value)
    {
        const string type = ";type=";
        const string fileName = ";filename=";
        var item = new Item(kind, name, value);
        while (true)
        {
            var typeAt = item.ContentType is null ? LastOf(item.Value, type) : -1;
            var nameAt = item.FileName is null && kind == ItemKind.File ? LastOf(item.Value, fileName) : -1;
            if (typeAt < 0 && nameAt < 0)
            {
                return item;
            }

            item = typeAt > nameAt
                ? item with { Value = item.Value[..typeAt], ContentType = item.Value[(typeAt + type.Length)..] }
                : item with { Value = item.Value[..nameAt], FileName = item.Value[(nameAt + fileName.Length)..] };
        }
    }

    private static int LastOf(string text, string part) => text.LastIndexOf(part, StringComparison.Ordinal);

    private static Item Checked(Item item)
    {
        if (item is { Kind: ItemKind.Header, Name: "http" or "https", Value: ['/', '/', ..] }
            || (item is { Kind: ItemKind.Header, Name: "", Value: not "" } && AddressSyntax.IsSurely(":" + item.Value)))
        {
            throw new UsageException("a call has one URL, which stands before its items, and there is a second one.");
        }

        if (item.Name.Length == 0 && item.Kind != ItemKind.Body)
        {
            throw new UsageException(
                $"the item '{item.Shown}' has no name before its separator: a variable of the shell may be empty.");
        }

        if (item.NamesFile && item.Value.Length == 0)
        {
            throw new UsageException($"the item '{item.Shown}' names no file.");
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
