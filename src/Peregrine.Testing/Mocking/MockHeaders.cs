using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>Header fields between the platform's messages and ours.</summary>
internal static class MockHeaders
{
    /// <summary>The fields of a message as they are now, line by line.</summary>
    public static Header[] LinesOf(HttpRequestMessage message)
    {
        var (own, content) = (message.Headers.NonValidated, message.Content?.Headers.NonValidated ?? default);
        var lines = new Header[CountOf(own) + CountOf(content)];
        var at = 0;
        Add(own, lines, ref at);
        Add(content, lines, ref at);
        return lines;
    }

    /// <summary>The lines as a list of fields, without what that can't hold.</summary>
    public static Headers Of(Header[] lines) =>
        lines.Aggregate(Headers.Empty, static (headers, line) => Add(headers, line.Name, line.Value));

    public static void Write(Header[] fields, HttpResponseMessage message)
    {
        foreach (var field in fields)
        {
            // The platform keeps the fields of the body apart.
            if (!message.Headers.TryAddWithoutValidation(field.Name, field.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(field.Name, field.Value);
            }
        }
    }

    /// <summary>A field that a server might send: any, even one that lies about the body, but a whole one.</summary>
    /// <exception cref="ArgumentException">The name is not a token, or the value would be another line.</exception>
    public static Header Checked(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!MockPattern.IsToken(name))
        {
            throw new ArgumentException("The name of a header is a token (RFC 9110, section 5.1).", nameof(name));
        }

        return value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0
            ? new Header(name, value)
            : throw new ArgumentException($"The value of header {name} holds a line break or NUL.", nameof(value));
    }

    private static int CountOf(HttpHeadersNonValidated fields)
    {
        var count = 0;
        foreach (var (_, values) in fields)
        {
            count += values.Count;
        }

        return count;
    }

    private static void Add(HttpHeadersNonValidated fields, Header[] lines, ref int at)
    {
        foreach (var (name, values) in fields)
        {
            foreach (var value in values)
            {
                lines[at++] = new Header(name, value);
            }
        }
    }

    private static Headers Add(Headers headers, string name, string value)
    {
        try
        {
            return headers.Add(name, value);
        }
        catch (ArgumentException)
        {
            return headers; // A field that our Headers refuse; the platform may send it.
        }
    }
}
