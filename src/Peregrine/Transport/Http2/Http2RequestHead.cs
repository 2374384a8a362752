namespace Peregrine;

/// <summary>
/// Writes the head of a request (RFC 9113, section 8.3.1). What belongs to a connection of HTTP/1.1 is left out.
/// </summary>
internal static class Http2RequestHead
{
    private const string AuthorityName = ":authority";
    private const string MethodName = ":method";

    internal static void Write(Request request, Body? body, HpackEncoder encoder, FrameBuffer into)
    {
        var target = request.Target;
        encoder.Begin(into);
        WriteMethod(request.Method, encoder, into);
        HpackEncoder.WriteStatic(
            into, target.Origin.IsSecure ? HpackStaticTable.SchemeHttps : HpackStaticTable.SchemeHttp);
        encoder.Write(into, new Header(AuthorityName, HostField.ValueFor(request)));
        if (target.PathAndQuery is var path && path == "/")
        {
            HpackEncoder.WriteStatic(into, HpackStaticTable.Path);
        }
        else
        {
            HpackEncoder.WriteOnce(into, HpackStaticTable.Path, path);
        }

        foreach (ref readonly var field in request.Headers.AsSpan())
        {
            if (!IsOfConnection(field))
            {
                encoder.Write(into, field);
            }
        }

        if (LengthOf(request.Method, body) is { } length)
        {
            HpackEncoder.WriteNumber(into, HpackStaticTable.ContentLength, length);
        }
    }

    private static void WriteMethod(HttpMethod method, HpackEncoder encoder, FrameBuffer into)
    {
        if (method == HttpMethod.Get || method == HttpMethod.Post)
        {
            HpackEncoder.WriteStatic(
                into, method == HttpMethod.Get ? HpackStaticTable.MethodGet : HpackStaticTable.MethodPost);
        }
        else
        {
            encoder.Write(into, new Header(MethodName, method.Method));
        }
    }

    // Of these a caller can set Host, which is the authority, and Connection (RFC 9113, section 8.2.2).
    private static bool IsOfConnection(in Header field) =>
        field.IsNamed(HeaderNames.Host) || field.IsNamed(HeaderNames.Connection);

    private static long? LengthOf(HttpMethod method, Body? body) => body is not null ? body.Length
        : MethodRules.ExpectsContent(method) ? 0 : null;
}
