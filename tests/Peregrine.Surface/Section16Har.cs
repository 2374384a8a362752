using Peregrine;

namespace Surface;

internal static class Section16Har
{
    internal static async Task RunAsync(string bin)
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-surface-");
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            await RecordAsync(bin);
            await PlayAsync(bin);
            await PlayAsync(bin);
            await ModesAsync(bin);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    private static async Task RecordAsync(string bin)
    {
        // HAR 1.2, each send with its timings; bodies up to MaxBodyBytes
        using (var har = new HarRecorder("calls.har"))
        {
            using var session = new HttpSession(new() { NetworkMiddleware = { har.Record } });
            await session.PostAsync($"{bin}/post", new() { Json = new { password = "open-sesame" } });
            session.Get($"{bin}/get", new() { Auth = Auth.Bearer("open-sesame") });
        }

        await using (var har = new HarRecorder("shown.har") { MaxBodyBytes = 10, ShowSecrets = true })
        {
            using var session = new HttpSession(new() { NetworkMiddleware = { har.Record } });
            await session.GetAsync($"{bin}/get", new() { Auth = Auth.Bearer("open-sesame") });
        }

        var file = HarFile.Read("calls.har");
        Check.Equal(2, file.Entries.Count, "each send");
        Check.That(!File.ReadAllText("calls.har").Contains("open-sesame"), "secrets are ***, bodies included");
        var shown = HarFile.Read("shown.har").Entries[0];
        Check.Equal("Bearer open-sesame", shown.Request.Headers["Authorization"], "ShowSecrets");
        Check.Equal(10, shown.Response.Bytes.Length, "MaxBodyBytes");
    }

    private static async Task PlayAsync(string bin)
    {
        using var cassette = Cassette.Open("users.har", CassetteMode.Auto);
        // set before the first call
        cassette.Match = CassetteMatch.MethodAndUrl | CassetteMatch.Body | CassetteMatch.Header("Accept")
            | CassetteMatch.Custom((recorded, request) => recorded.Method == request.Method.Method);
        using var replayed = new HttpSession(new() { NetworkMiddleware = { cassette.Play } });

        Check.Equal(200, (await replayed.GetAsync($"{bin}/get")).StatusCode, "cassette.Play");
        Check.Equal(404, replayed.Get($"{bin}/status/404").StatusCode, "cassette.Play, blocking");
    }

    private static async Task ModesAsync(string bin)
    {
        await using (var append = Cassette.Open("users.har", CassetteMode.Append))
        {
            using var session = new HttpSession(new() { NetworkMiddleware = { append.Play } });
            Check.Equal(200, (await session.GetAsync($"{bin}/get?page=1")).StatusCode, "Append adds the rest");
        }

        using (var replay = Cassette.Open("users.har", CassetteMode.Replay))
        {
            using var session = new HttpSession(new() { NetworkMiddleware = { replay.Play } });
            Check.Equal(200, session.Get($"{bin}/get?page=1").StatusCode, "Replay");
            InvalidOperationException missing = Check.Throws<CassetteException>(
                () => session.Get($"{bin}/get?page=2"), "a request that the cassette lacks");
            Check.That(missing.Message.Contains("asked '2'"), "what differs");
        }

        using var record = Cassette.Open("users.har", CassetteMode.Record);
        using var anew = new HttpSession(new() { NetworkMiddleware = { record.Play } });
        await anew.GetAsync($"{bin}/get");
        Check.Equal(1, HarFile.Read("users.har").Entries.Count, "Record replaces the file");
    }
}
