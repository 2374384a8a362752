using System.IO.Compression;

namespace Peregrine;

/// <summary>Makes a request whose body is sent as the command line asks: deflated, or in chunks.</summary>
internal static class SentBody
{
    // What is larger, or of unknown size, is deflated as it is sent, without a look at whether that makes it smaller.
    private const int MostInMemory = 4 * 1024 * 1024;

    /// <exception cref="ArgumentException">The library refuses something.</exception>
    internal static Request Build(HttpSession session, PlannedRequest planned)
    {
        var (plan, options) = (planned.Plan, planned.Options);
        var request = session.Build(plan.Method, plan.Address.Url, options);
        if (plan.Compression != Compression.None && request.Body is { } plain
            && !request.Headers.Contains("Content-Encoding"))
        {
            if (plain is { IsReplayable: true, Length: <= MostInMemory })
            {
                request = Deflated(request, plain, plan.Compression);
            }
            else
            {
                options.Compress = ContentCoding.Deflate;
                request = session.Build(plan.Method, plan.Address.Url, options);
            }
        }

        return plan.IsChunked && request.Body is { Length: not null } body
            ? request with { Body = Body.Chunks(InOneChunk(body), body.ContentType) }
            : request;
    }

    private static Request Deflated(Request request, Body body, Compression compression)
    {
        var plain = body.Read();
        using var into = new MemoryStream();
        using (var deflating = new ZLibStream(into, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflating.Write(plain);
        }

        return into.Length < plain.Length || compression == Compression.Always
            ? request with
            {
                Body = Body.Bytes(into.ToArray(), body.ContentType),
                Headers = request.Headers.Add("Content-Encoding", ContentCoding.Deflate.Name),
            }
            : request;
    }

    private static async IAsyncEnumerable<byte[]> InOneChunk(Body body)
    {
        yield return await body.ReadAsync();
    }
}
