using System.Text;

namespace Peregrine;

/// <summary>
/// A media type with its parameters (RFC 9110, section 8.3.1): the one reader and the one writer. Reading is lenient
/// and never fails: what can't be understood is left out, of a repeated parameter the first counts, and white space
/// around the equals sign is passed over.
/// </summary>
/// <param name="Name">The type and the subtype in lower case, as far as there are any; see
/// <see cref="IsName"/>.</param>
/// <param name="Parameters">The parameters in their order, their names in lower case.</param>
internal readonly record struct MediaType(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    private const string Charset = "charset";
    private const int FewParameters = 16; // Up to here a look at each costs less than a set.

    /// <summary>The media type, in lower case and without its parameters, or null when there is none.</summary>
    internal static string? NameOf(string? contentType)
    {
        if (contentType is null)
        {
            return null;
        }

        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var name = (end < 0 ? contentType : contentType[..end]).Trim(FieldParameter.Spaces);
        return name.Length == 0 ? null : name.ToLowerInvariant();
    }

    /// <summary>The first parameter of that name, or null.</summary>
    internal static string? Parameter(string? contentType, string name)
    {
        foreach (var (key, value) in Parse(contentType).Parameters)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The charset that a content type names, or null. Nothing is parsed where there is none.</summary>
    internal static string? CharsetOf(string? contentType) =>
        contentType?.Contains(Charset, StringComparison.OrdinalIgnoreCase) == true
            ? Parameter(contentType, Charset)
            : null;

    internal static MediaType Parse(string? contentType)
    {
        if (contentType is null)
        {
            return new MediaType("", []);
        }

        var parameters = new List<KeyValuePair<string, string>>();
        HashSet<string>? names = null;
        var at = contentType.IndexOf(';', StringComparison.Ordinal);
        while (at >= 0 && at < contentType.Length)
        {
            at = ReadParameter(contentType, at + 1, parameters, names);
            names ??= parameters.Count > FewParameters ? [.. parameters.Select(static one => one.Key)] : null;
        }

        return new MediaType(NameOf(contentType) ?? "", parameters);
    }

    /// <summary>Whether it is a type and a subtype, both tokens.</summary>
    internal static bool IsName(ReadOnlySpan<char> name)
    {
        var slash = name.IndexOf('/');
        return slash > 0 && HeaderRules.IsToken(name[..slash]) && HeaderRules.IsToken(name[(slash + 1)..]);
    }

    /// <summary>The field.</summary>
    /// <exception cref="ArgumentException">It would be none.</exception>
    internal static string Write(string name, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var field = new StringBuilder(
            IsName(name)
                ? name
                : throw new ArgumentException(
                    "A media type is a type and a subtype, both tokens (RFC 9110, section 8.3.1).", nameof(name)));
        foreach (var (key, value) in parameters)
        {
            field.Append("; ").Append(FieldParameter.Write(key, value));
        }

        return field.ToString();
    }

    private static bool Has(List<KeyValuePair<string, string>> parameters, HashSet<string>? names, string name)
    {
        if (names is not null)
        {
            return !names.Add(name);
        }

        foreach (var (key, _) in parameters)
        {
            if (key == name)
            {
                return true;
            }
        }

        return false;
    }

    // Gives the position of the ';' that ends the parameter, or the length of the text.
    private static int ReadParameter(
        string text, int at, List<KeyValuePair<string, string>> parameters, HashSet<string>? names)
    {
        var equals = text.IndexOfAny(['=', ';'], at);
        if (equals < 0 || text[equals] == ';')
        {
            return equals < 0 ? text.Length : equals;
        }

        var name = text[at..equals].Trim(FieldParameter.Spaces).ToLowerInvariant();
        var (value, end) = FieldParameter.Read(text, equals + 1, out var isQuoted, out _);
        if (HeaderRules.IsToken(name) && (isQuoted || value.Length > 0)
            && FieldParameter.IsQuotable(value) && !Has(parameters, names, name))
        {
            parameters.Add(new KeyValuePair<string, string>(name, value));
        }

        return end;
    }
}
