using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>The head of a response over HTTP/2, held to the rules of its fields (RFC 9113, section 8.2).</summary>
internal static class Http2Head
{
    // The engine gives the fields that it knows in their usual letters, whatever came: a few dozen at most.
    private static readonly ConcurrentDictionary<string, bool> UsualLetters = new(StringComparer.Ordinal);

    /// <exception cref="MalformedException">A field has no place in HTTP/2.</exception>
    internal static ResponseHead Of(HttpResponseMessage reply) =>
        new((int)reply.StatusCode, "", reply.Version, FieldsOf(reply.Headers, reply.Content.Headers));

    /// <summary>The fields of a head, or of trailers.</summary>
    /// <exception cref="MalformedException">A field has no place in HTTP/2.</exception>
    internal static Headers FieldsOf(params ReadOnlySpan<HttpHeaders> groups)
    {
        var names = 0;
        foreach (var group in groups)
        {
            names += group.NonValidated.Count;
        }

        // One line for each name, nearly always.
        var (fields, count) = (new Header[names], 0);
        foreach (var group in groups)
        {
            foreach (var (name, values) in group.NonValidated)
            {
                foreach (var value in values)
                {
                    if (count == fields.Length)
                    {
                        Array.Resize(ref fields, count + 8);
                    }

                    fields[count++] = Checked(name, value);
                }
            }
        }

        return count == 0 ? Headers.Empty : new Headers(count == fields.Length ? fields : fields[..count]);
    }

    private static Header Checked(string name, string value)
    {
        var isLatin1 = value.StartsWith(FieldEncoding.Latin1Mark);
        var field = new Header(name, (isLatin1 ? value[1..] : value).Trim(' ', '\t')) { IsLatin1 = isLatin1 };
        if (!HeaderRules.IsValue(value))
        {
            throw new MalformedException("a header value of the response holds a control character");
        }

        if (IsOfConnection(field))
        {
            throw new MalformedException($"the response has the field {name}, which HTTP/2 does not allow");
        }

        return !HasUpper(name) || UsualLetters.GetOrAdd(name, IsUsual)
            ? field
            : throw new MalformedException("a header name of the response is not in lower case");
    }

    private static bool IsOfConnection(Header field) =>
        field.IsNamed(HeaderNames.Connection) || field.IsNamed(HeaderNames.TransferEncoding) || field.IsNamed("Keep-Alive")
        || field.IsNamed("Proxy-Connection") || field.IsNamed("Upgrade");

    private static bool HasUpper(string name) => name.AsSpan().ContainsAnyInRange('A', 'Z');

    // Whether the engine writes the name so by itself.
    private static bool IsUsual(string name)
    {
        using var probe = new HttpResponseMessage { Content = new ByteArrayContent([]) };
        return Writes(probe.Headers, name) || Writes(probe.Content.Headers, name);
    }

    private static bool Writes(HttpHeaders headers, string name) =>
        headers.TryAddWithoutValidation(name.ToLowerInvariant(), "") && headers.NonValidated.Any(field => field.Key == name);
}
