namespace Peregrine;

/// <summary>Header fields between the platform's messages and ours.</summary>
internal static class MockHeaders
{
    public static Headers Of(HttpRequestMessage message)
    {
        var headers = Headers.Empty;
        foreach (var (name, values) in message.Headers.NonValidated.Concat(
            message.Content?.Headers.NonValidated ?? default))
        {
            foreach (var value in values)
            {
                headers = Add(headers, name, value);
            }
        }

        return headers;
    }

    public static void Write(IEnumerable<Header> fields, HttpResponseMessage message)
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
