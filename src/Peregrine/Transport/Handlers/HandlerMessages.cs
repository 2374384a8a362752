namespace Peregrine;

/// <summary>
/// Our request as the platform's message, and the platform's reply as our head. A message is made anew for each try.
/// </summary>
internal static class HandlerMessages
{
    internal static HttpRequestMessage ToMessage(
        Request request, Body? body, SendContext call, HandlerLimit limit, Version version) =>
        Fill(
            new HttpRequestMessage(request.Method, request.Url)
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            },
            request,
            body is null ? null : new HandlerContent(body, call, limit));

    /// <summary>Gives a message its content and the fields of the request.</summary>
    internal static HttpRequestMessage Fill(HttpRequestMessage message, Request request, HttpContent? content)
    {
        message.Content = content ?? (NeedsContent(request) ? new ByteArrayContent([]) : null);
        foreach (var field in request.Headers.AsSpan())
        {
            // Our own check was passed when the request was made; the platform has none here.
            if (!message.Headers.TryAddWithoutValidation(field.Name, field.Value))
            {
                message.Content?.Headers.TryAddWithoutValidation(field.Name, field.Value);
            }
        }

        if (message.Version.Major == 1 && request.Headers.Contains(HeaderNames.TE))
        {
            // It concerns the next server alone.
            message.Headers.TryAddWithoutValidation(HeaderNames.Connection, HeaderNames.TE);
        }

        return message;
    }

    internal static ResponseHead HeadOf(HttpResponseMessage reply)
    {
        var fields = new List<Header>();
        AddTo(fields, reply.Headers);
        AddTo(fields, reply.Content.Headers);
        return new ResponseHead(
            (int)reply.StatusCode, reply.ReasonPhrase ?? "", reply.Version, new Headers([.. fields]));
    }

    internal static Headers HeadersOf(System.Net.Http.Headers.HttpHeaders headers)
    {
        var fields = new List<Header>();
        AddTo(fields, headers);
        return new Headers([.. fields]);
    }

    /// <summary>Each field of a message with its values joined as that field's are.</summary>
    internal static IEnumerable<(string Name, string Value)> FieldsOf(
        params System.Net.Http.Headers.HttpHeaders?[] headers) =>
        headers.OfType<System.Net.Http.Headers.HttpHeaders>()
            .SelectMany(group => group.NonValidated.Select(field => (field.Key, field.Value.ToString())));

    private static void AddTo(List<Header> fields, System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                fields.Add(new Header(name, value));
            }
        }
    }

    private static bool NeedsContent(Request request) =>
        MethodRules.ExpectsContent(request.Method) || request.Headers.Contains(HeaderNames.ContentType);
}
