namespace Peregrine;

/// <summary>Each verb in one line, with JSON.</summary>
internal sealed class VerbsStop : IStop
{
    public string Title => "One line, every verb";

    public async Task RunAsync(Visit visit)
    {
        await ReadAsync(visit);
        await WriteAsync(visit);
        Ask(visit);
    }

    private static async Task ReadAsync(Visit visit)
    {
        var bin = visit.Server;

        var response = Http.Get($"{bin}/get");
        visit.Show(response, "args", "url");
        visit.Expect("the status is a number", 200, response.StatusCode);
        visit.Expect("header names are case-insensitive", "application/json", response.Headers["content-type"]);
        visit.Expect("the body is JSON", $"{bin}/get", response.Json()["url"]);

        var user = await Http.GetAsync<Anything>($"{bin}/anything/users/octocat");
        visit.Show(user);
        visit.Expect("the body is an object of ours", "GET", user.Method);
        visit.Expect("and says where we were", $"{bin}/anything/users/octocat", user.Url);
    }

    private static async Task WriteAsync(Visit visit)
    {
        var bin = visit.Server;

        var posted = await Http.PostAsync($"{bin}/post", new() { Json = new { username = "alice", stock = 3 } });
        visit.Show(posted, "json");
        visit.Expect("POST: the server read our JSON", "alice", posted.Json()["json"]?["username"]);
        visit.Expect("POST: it came as JSON", "application/json", posted.Json()["headers"]?["Content-Type"]);

        var put = Http.Put($"{bin}/put", new() { Json = new { name = "Updated" } });
        visit.Show(put, "json");
        visit.Expect("PUT: the server read our JSON", "Updated", put.Json()["json"]?["name"]);

        var patched = Http.Patch($"{bin}/patch", new() { Json = new { stock = 5 } });
        visit.Show(patched, "json");
        visit.Expect("PATCH: the server read our JSON", 5, patched.Json()["json"]?["stock"]);

        var deleted = Http.Delete($"{bin}/delete");
        visit.Show(deleted, "url");
        visit.Expect("DELETE: done", $"{bin}/delete", deleted.Json()["url"]);
    }

    private static void Ask(Visit visit)
    {
        var head = Http.Head($"{visit.Server}/get");
        visit.Show(head);
        visit.Expect(
            "HEAD: the type, without a body", "application/json, 0", $"{head.ContentType}, {head.Bytes.Length}");

        var options = Http.Options($"{visit.Server}/get");
        visit.Show(options);
        visit.Expect(
            "OPTIONS: GET is allowed", options.Headers["Allow"]?.Contains("GET", StringComparison.Ordinal) ?? false);
    }
}
