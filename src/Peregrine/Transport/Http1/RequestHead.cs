namespace Peregrine;

/// <summary>
/// Writes the heads of a connection's requests (RFC 9112, sections 3 and 6). The framing fields are written here and
/// nowhere else.
/// </summary>
/// <remarks>
/// Where a request has the very fields of the one before, and so had that one, their lines are kept: 2 % of the cost of
/// a call in memory.
/// </remarks>
internal sealed class RequestHead
{
    private Headers? _last;
    private Headers? _kept;
    private byte[] _lines = [];

    /// <param name="request">The request.</param>
    /// <param name="body">Its body as it is sent this time.</param>
    /// <param name="isForwarded">Whether it goes to a proxy, which is told the whole address (RFC 9112, section
    /// 3.2.2).</param>
    /// <param name="proxyAuthorization">Who asks the proxy; null when it is not told.</param>
    /// <param name="asksFirst">Whether the server is asked before it is sent the body.</param>
    /// <param name="into">Where to.</param>
    internal void Write(
        Request request, Body? body, bool isForwarded, string? proxyAuthorization, bool asksFirst, WriteBuffer into)
    {
        into.Add(request.Method.Method).Add(" "u8);
        if (isForwarded)
        {
            into.Add("http://"u8).Add(request.Target.Authority);
        }

        into.Add(request.Target.PathAndQuery).Add(" HTTP/1.1\r\nHost: "u8)
            .Add(HostField.ValueFor(request)).Add("\r\n"u8);
        WriteLines(request.Headers, into);
        if (proxyAuthorization is not null)
        {
            into.Add("Proxy-Authorization: "u8).Add(proxyAuthorization).Add("\r\n"u8);
        }

        WriteFraming(request.Method, body, into);
        if (asksFirst)
        {
            into.Add("Expect: 100-continue\r\n"u8);
        }

        into.Add("\r\n"u8);
    }

    private void WriteLines(Headers headers, WriteBuffer into)
    {
        if (ReferenceEquals(headers, _kept))
        {
            into.Add(_lines);
            return;
        }

        var (start, hasTE) = (into.Count, false);
        for (var i = 0; i < headers.Count; i++)
        {
            var field = headers[i];
            if (!field.IsNamed(HeaderNames.Host))
            {
                _ = field.IsLatin1
                    ? into.Add(field.Name).Add(": "u8).Add(FieldText.Encode(field.Value, isLatin1: true))
                    : into.Add(field.Name).Add(": "u8).Add(field.Value);
                into.Add("\r\n"u8);
                hasTE |= field.IsNamed(HeaderNames.TE);
            }
        }

        if (hasTE)
        {
            // It concerns the next server alone, and has to say so (RFC 9110, section 10.1.4).
            into.Add("Connection: TE\r\n"u8);
        }

        if (ReferenceEquals(headers, _last))
        {
            (_kept, _lines) = (headers, into.Memory[start..].ToArray());
        }

        _last = headers;
    }

    private static void WriteFraming(HttpMethod method, Body? body, WriteBuffer into)
    {
        if (body is not null)
        {
            _ = body.Length is { } length
                ? into.Add("Content-Length: "u8).Add(length).Add("\r\n"u8)
                : into.Add("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (MethodRules.ExpectsContent(method))
        {
            into.Add("Content-Length: 0\r\n"u8);
        }
    }
}
