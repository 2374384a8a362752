using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>The head of a response over HTTP/2, held to the rules of its fields (RFC 9113, section 8.2).</summary>
internal static class Http2Head
{
    // The engine gives the fields that it knows in their usual letters, whatever came: a few dozen at most.
    private static readonly ConcurrentDictionary<string, bool> UsualLetters = new(StringComparer.Ordinal);

    /// <exception cref="MalformedException">A field has no place in HTTP/2.</exception>
    internal static ResponseHead Of(HttpResponseMessage reply)
    {
        var head = HandlerMessages.HeadOf(reply);
        foreach (var field in head.Headers.AsSpan())
        {
            if (!HeaderRules.IsValue(field.Value))
            {
                throw new MalformedException("a header value of the response holds a control character");
            }

            if (IsOfConnection(field))
            {
                throw new MalformedException($"the response has the field {field.Name}, which HTTP/2 does not allow");
            }

            if (HasUpper(field.Name) && !UsualLetters.GetOrAdd(field.Name, IsUsual))
            {
                throw new MalformedException("a header name of the response is not in lower case");
            }
        }

        return head;
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
