using System.Globalization;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Which answer of a case goes with a request, as the schema of curl-http.json has it: by the number in the path, one
/// more after an answer that says <c>swsbounce</c>, and more for credentials.
/// </summary>
internal sealed partial class CurlServer(CurlCase one, Func<string, string> fill)
{
    private int? _bounced;

    /// <summary>Answers the requests of one connection until an answer closes it.</summary>
    internal async Task ServeAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var reply = fill(
                ReplyTo(request) ?? throw new InvalidDataException($"{one.Id} has no answer to {request.Line}"));
            await connection.SendAsync(request.Method == "HEAD" ? reply[..HeadLength(reply)] : reply);
            if (one.HasWait)
            {
                await connection.StallAsync();
            }

            if (reply.Contains("swsclose", StringComparison.Ordinal) || reply.Length == 0
                || request.Field("Connection") == "close" || request.Line.EndsWith("/1.0", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static int HeadLength(string reply) =>
        HeadEnd().Match(reply) is { Success: true } end ? end.Index + end.Length : reply.Length;

    private string? ReplyTo(RecordedRequest request)
    {
        var part = PartOf(request.Target);
        if (request.Head.Contains("Authorization: Digest", StringComparison.Ordinal))
        {
            part += 1000;
        }
        else if (part >= 1000 && request.Head.Contains("Authorization: Basic", StringComparison.Ordinal))
        {
            part++;
        }

        part = _bounced is { } last ? last + 1 : part;
        var reply = request.Method == "CONNECT"
            ? one.Reply("connect")
            : one.Reply(part == 0 ? "data" : string.Create(CultureInfo.InvariantCulture, $"data{part}"));
        _bounced = reply?.Contains("swsbounce", StringComparison.Ordinal) is true ? part : null;
        return reply;
    }

    // The first number behind the last slash; what is over 10,000 names a part.
    private static int PartOf(string target)
    {
        var number = Number().Match(target[(target.LastIndexOf('/') + 1)..]).Value;
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 10000
            ? (int)(value % 10000)
            : 0;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\r?\n\r?\n")]
    private static partial Regex HeadEnd();
}
