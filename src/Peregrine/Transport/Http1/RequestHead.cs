namespace Peregrine;

/// <summary>Writes the head of a request (RFC 9112, sections 3 and 6). The framing fields are written here and nowhere else.</summary>
internal static class RequestHead
{
    internal static void Write(Request request, WriteBuffer into)
    {
        into.Add(request.Method.Method).Add(" "u8).Add(request.Target.PathAndQuery).Add(" HTTP/1.1\r\nHost: "u8)
            .Add(request.Headers[HeaderNames.Host] ?? request.Target.Authority).Add("\r\n"u8);
        foreach (var field in request.Headers.AsSpan())
        {
            if (!field.IsNamed(HeaderNames.Host))
            {
                _ = field.IsLatin1
                    ? into.Add(field.Name).Add(": "u8).Add(FieldText.Encode(field.Value, isLatin1: true))
                    : into.Add(field.Name).Add(": "u8).Add(field.Value);
                into.Add("\r\n"u8);
            }
        }

        WriteFraming(request, into);
        into.Add("\r\n"u8);
    }

    private static void WriteFraming(Request request, WriteBuffer into)
    {
        if (request.Body is { } body)
        {
            _ = body.Length is { } length
                ? into.Add("Content-Length: "u8).Add(length).Add("\r\n"u8)
                : into.Add("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (request.Method == HttpMethod.Post || request.Method == HttpMethod.Put || request.Method == HttpMethod.Patch)
        {
            // A method that expects content says so when there is none (RFC 9110, section 8.6).
            into.Add("Content-Length: 0\r\n"u8);
        }
    }
}
