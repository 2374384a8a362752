using System.Globalization;

namespace Peregrine;

/// <summary>
/// Serves one file with ranges, and cuts connections after as many bytes of body as it is told, one number after
/// another.
/// </summary>
internal sealed class FileServer(byte[] file, params int[] cuts)
{
    private readonly Queue<int> _cuts = new(cuts);

    internal bool GivesParts { get; init; } = true;

    internal bool KnowsIfRange { get; set; } = true;

    internal string Fields { get; set; } = "ETag: \"one\"\r\n";

    internal byte[] File { get; set; } = file;

    /// <summary>How many bytes of bodies were sent.</summary>
    internal long Sent;

    /// <summary>What each request asked for.</summary>
    internal List<string> Ranges { get; } = [];

    /// <summary>From now on nothing is cut.</summary>
    internal void EndCuts()
    {
        lock (_cuts)
        {
            _cuts.Clear();
        }
    }

    internal async Task ServeAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var (start, end) = RangeOf(request);
            var isPart = start > 0 || end < File.Length;
            var head = isPart
                ? $"HTTP/1.1 206 Part\r\nContent-Range: bytes {start}-{end - 1}/{File.Length}\r\n"
                : "HTTP/1.1 200 OK\r\n";
            await connection.SendAsync(string.Create(
                CultureInfo.InvariantCulture, $"{head}{Fields}{(GivesParts ? "Accept-Ranges: bytes\r\n" : "")}Content-L"
                    + $"ength: {end - start}\r\n\r\n"));
            if (request.Method != "HEAD" && !await SendAsync(connection, start, end))
            {
                return;
            }
        }
    }

    private (int Start, int End) RangeOf(RecordedRequest request)
    {
        lock (Ranges)
        {
            Ranges.Add($"{request.Method} {request.Field("Range")}");
        }

        if (!GivesParts
            || request.Field("Range") is not { } range
            || (KnowsIfRange && request.Field("If-Range") is { } tag
                && !Fields.Contains(tag, StringComparison.Ordinal)))
        {
            return (0, File.Length);
        }

        var places = range["bytes=".Length..].Split('-');
        return (
            int.Parse(places[0], CultureInfo.InvariantCulture),
            places[1].Length == 0 ? File.Length : int.Parse(places[1], CultureInfo.InvariantCulture) + 1);
    }

    // False when the connection is cut.
    private async Task<bool> SendAsync(RawConnection connection, int start, int end)
    {
        int cut;
        lock (_cuts)
        {
            cut = _cuts.TryDequeue(out var next) ? next : int.MaxValue;
        }

        var count = Math.Min(cut, end - start);
        await connection.SendAsync(File.AsMemory(start, count));
        Interlocked.Add(ref Sent, count);
        return count == end - start;
    }
}
