using System.Text;

namespace Peregrine;

/// <summary>
/// Gives its answers in order, one to each request that is no HEAD; the last one again and again. Each connection is
/// closed after its answer, so a body that is shorter than its head says is cut.
/// </summary>
internal sealed class AnswerServer(params Func<RecordedRequest, (string Head, ReadOnlyMemory<byte> Body)>[] answers)
{
    private int _answered;

    /// <summary>The head of the answer to each HEAD, or null to answer 405.</summary>
    internal string? Head { get; init; }

    internal async Task ServeAsync(RawConnection connection)
    {
        if (await connection.ReadRequestAsync() is not { } request)
        {
            return;
        }

        if (request.Method == "HEAD")
        {
            await connection.SendAsync(Whole(Head ?? "405 No\nContent-Length: 0"));
            return;
        }

        var (head, body) = answers[Math.Min(Interlocked.Increment(ref _answered), answers.Length) - 1](request);
        await connection.SendAsync(new ReadOnlyMemory<byte>([.. Encoding.Latin1.GetBytes(Whole(head)), .. body.Span]));
    }

    /// <summary>
    /// An answer: the status line without its version, the fields (lines end in LF here), and the body.
    /// </summary>
    internal static Func<RecordedRequest, (string Head, ReadOnlyMemory<byte> Body)> Answer(
        string head, ReadOnlyMemory<byte> body = default) => _ => (head, body);

    private static string Whole(string head) =>
        $"HTTP/1.1 {head.ReplaceLineEndings("\r\n").TrimEnd()}\r\nConnection: close\r\n\r\n";
}
