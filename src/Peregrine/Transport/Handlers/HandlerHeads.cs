using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>
/// The heads of a handler's replies. A reply whose head says the same as the one before has the same object: most
/// servers send the same fields for a second, and their copy is 320 bytes of a small call.
/// </summary>
internal sealed class HandlerHeads
{
    private ResponseHead? _last; // Never changes; of two that are written at once either may stay.

    internal ResponseHead From(HttpResponseMessage reply)
    {
        var last = _last;
        var headers = last is not null && AreLike(last.Headers.AsSpan(), reply) ? last.Headers : HeadersOf(reply);
        var (status, reason, version) = ((int)reply.StatusCode, reply.ReasonPhrase ?? "", reply.Version);
        return _last = last?.Or(status, reason, version, headers)
            ?? new ResponseHead(status, reason, version, headers);
    }

    private static Headers HeadersOf(HttpResponseMessage reply)
    {
        var count = HandlerMessages.CountOf(reply.Headers);
        var fields = new Header[count + HandlerMessages.CountOf(reply.Content.Headers)];
        HandlerMessages.Write(reply.Headers, fields);
        HandlerMessages.Write(reply.Content.Headers, fields.AsSpan(count));
        return new Headers(fields);
    }

    private static bool AreLike(ReadOnlySpan<Header> known, HttpResponseMessage reply)
    {
        var at = 0;
        return Match(reply.Headers, known, ref at) && Match(reply.Content.Headers, known, ref at)
            && at == known.Length;
    }

    private static bool Match(HttpHeaders headers, ReadOnlySpan<Header> known, ref int at)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                if (at == known.Length || known[at].Value != value || known[at].Name != name)
                {
                    return false;
                }

                at++;
            }
        }

        return true;
    }
}
