using System.Text;

namespace Peregrine;

/// <summary>
/// What went over the wire, in a file that holds no secret; and the same calls again without a server.
/// </summary>
internal sealed class RecordingStop : IStop
{
    private const string Password = "tour-recorded-11235";

    public string Title => "A recording, and its replay";

    public async Task RunAsync(Visit visit)
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-tour-");
        try
        {
            var path = Path.Combine(folder.FullName, "users.har");
            var recorded = await CallAsync(visit, path, visit.Server);
            Look(visit, path, recorded);
            var replayed = await CallAsync(visit, path, visit.Server);
            visit.Expect("the replay gives what was recorded, secrets aside", Masked(recorded), Masked(replayed));
            await MissAsync(visit, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> CallAsync(Visit visit, string path, string server)
    {
        await using var cassette = Cassette.Open(path); // Records where there is no file, and plays where there is.
        using var session = new HttpSession(new() { BaseUrl = server, NetworkMiddleware = { cassette.Play } });

        visit.Say($"{cassette}");
        var response = await session.PostAsync("/post", new()
        {
            Auth = Auth.Bearer(visit.Secret(Password)),
            Json = new { name = "Alice", password = Password },
        });
        visit.Show(response, "json");
        return response.Text;
    }

    private static void Look(Visit visit, string path, string recorded)
    {
        var entry = HarFile.Read(path).Entries[0];
        visit.Say($"recorded: {Encoding.UTF8.GetString(entry.Request.Bytes)}");
        visit.Expect("the server has seen the password", recorded.Contains(Password, StringComparison.Ordinal));
        visit.Expect(
            "the file holds it nowhere", !File.ReadAllText(path).Contains(Password, StringComparison.Ordinal));
        visit.Expect("and holds the steps of the send", entry.Timings.Wait > TimeSpan.Zero);
    }

    private static async Task MissAsync(Visit visit, string path)
    {
        await using var cassette = Cassette.Open(path, CassetteMode.Replay);
        using var session = new HttpSession(new() { BaseUrl = visit.Server, NetworkMiddleware = { cassette.Play } });
        try
        {
            await session.PostAsync("/post", new() { Json = new { name = "Bob", password = "any" } });
            visit.Expect("another request is refused", holds: false);
        }
        catch (CassetteException missing)
        {
            visit.Say(missing.Message);
            visit.Expect(
                "another request is refused, with what differs",
                missing.Message.Contains("recorded '\"Alice\"', asked '\"Bob\"'", StringComparison.Ordinal));
        }
    }

    private static string Masked(string text) => text.Replace("Bearer ***", "***", StringComparison.Ordinal)
        .Replace("Bearer " + Password, "***", StringComparison.Ordinal)
        .Replace(Password, "***", StringComparison.Ordinal);
}
