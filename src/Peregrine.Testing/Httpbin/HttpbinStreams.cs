namespace Peregrine;

/// <summary><c>/stream</c> (lines of JSON) and <c>/drip</c> (bytes, slowly).</summary>
internal static class HttpbinStreams
{
    private const int MaxLines = 100;
    private const int MaxDrops = 10 * 1024 * 1024;
    private const int FlushEvery = 16 * 1024;

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("stream/{n:int}", LinesAsync),
        new("drip", DripAsync),
    ];

    private static async Task LinesAsync(HttpbinCall call)
    {
        var echo = HttpbinEcho.Head(call);
        var count = Math.Min(call.Number("n"), MaxLines);
        call.Response.ContentType = "application/json";
        for (var id = 0; id < count; id++)
        {
            echo["id"] = id;
            await call.Response.Body.WriteAsync(HttpbinJson.Line(echo), call.Aborted).ConfigureAwait(false);
        }
    }

    private static async Task DripAsync(HttpbinCall call)
    {
        var duration = call.Seconds("duration", 2);
        var count = Math.Min(call.Arg("numbytes", 10), MaxDrops);
        var status = call.Arg("code", 200);
        if (count <= 0)
        {
            await call.TextAsync("number of bytes must be positive", status: 400).ConfigureAwait(false);
            return;
        }

        await Task.Delay(call.Seconds("delay", 0), call.Aborted).ConfigureAwait(false);
        call.Response.StatusCode = status;
        call.Response.ContentType = HttpbinReply.Binary;
        if (HttpbinReply.HasBody(status))
        {
            call.Response.ContentLength = count;
            await DripAsync(call, count, new HttpbinPace(duration / count)).ConfigureAwait(false);
        }
    }

    private static async Task DripAsync(HttpbinCall call, int count, HttpbinPace pace)
    {
        var writer = call.Response.BodyWriter;
        for (var drop = 1; drop <= count; drop++)
        {
            writer.GetSpan(1)[0] = (byte)'*';
            writer.Advance(1);
            if (pace.IsAhead(drop) || drop % FlushEvery == 0 || drop == count)
            {
                await writer.FlushAsync(call.Aborted).ConfigureAwait(false);
                await pace.WaitAsync(drop, call.Aborted).ConfigureAwait(false);
            }
        }
    }
}
