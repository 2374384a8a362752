namespace Peregrine;

/// <summary>
/// Our request as the platform's message, and the platform's reply as our head. A message is made anew for each try.
/// </summary>
internal static class HandlerMessages
{
    internal static HttpRequestMessage ToMessage(
        Request request, Body? body, SendContext call, HandlerLimit limit, Version version)
    {
        var message = new HttpRequestMessage(request.Method, request.Url)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is not null ? new HandlerContent(body, call, limit)
                : NeedsContent(request) ? new ByteArrayContent([])
                : null,
        };
        foreach (var field in request.Headers.AsSpan())
        {
            // Our own check was passed when the request was made; the platform has none here.
            if (!message.Headers.TryAddWithoutValidation(field.Name, field.Value))
            {
                message.Content?.Headers.TryAddWithoutValidation(field.Name, field.Value);
            }
        }

        if (version.Major == 1 && request.Headers.Contains(HeaderNames.TE))
        {
            // It concerns the next server alone.
            message.Headers.TryAddWithoutValidation(HeaderNames.Connection, HeaderNames.TE);
        }

        return message;
    }

    internal static Headers HeadersOf(System.Net.Http.Headers.HttpHeaders headers)
    {
        if (CountOf(headers) is var count && count == 0)
        {
            return Headers.Empty;
        }

        var fields = new Header[count];
        Write(headers, fields);
        return new Headers(fields);
    }

    /// <summary>How many lines the fields take.</summary>
    internal static int CountOf(System.Net.Http.Headers.HttpHeaders headers)
    {
        var count = 0;
        foreach (var (_, values) in headers.NonValidated)
        {
            count += values.Count;
        }

        return count;
    }

    /// <summary>Writes each line of the fields.</summary>
    internal static void Write(System.Net.Http.Headers.HttpHeaders headers, Span<Header> lines)
    {
        var at = 0;
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                lines[at++] = new Header(name, value);
            }
        }
    }

    private static bool NeedsContent(Request request) =>
        MethodRules.ExpectsContent(request.Method) || request.Headers.Contains(HeaderNames.ContentType);
}
