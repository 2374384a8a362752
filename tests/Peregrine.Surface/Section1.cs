using Peregrine;

namespace Surface;

internal static class Section1
{
    internal static async Task RunAsync(string bin, CancellationToken cancellationToken)
    {
        await BlockAsync(bin, cancellationToken);
        await VerbsAsync(bin, cancellationToken);
        await RulesAsync(bin);
    }

    private static async Task BlockAsync(string bin, CancellationToken cancellationToken)
    {
        Response response = Http.Get($"{bin}/response-headers?login=octocat&name=Octo");
        Console.WriteLine(response.StatusCode);                    // 200, an int
        Console.WriteLine(response.Json()["login"]);               // System.Text.Json JsonNode
        User user = response.Json<User>();
        Console.WriteLine(response.Headers["content-type"]);       // null when absent; names are case-insensitive

        await Http.PostAsync($"{bin}/post", new() { Json = new { username = "alice", password = "secret" } });
        Http.Put($"{bin}/anything/items/1", new() { Json = new { name = "Updated" } });
        Http.Patch($"{bin}/anything/items/1", new() { Json = new { stock = 5 } });
        Http.Delete($"{bin}/anything/items/1");
        User octocat = await Http.GetAsync<User>($"{bin}/response-headers?login=octocat&name=Octo", cancellationToken);

        int status = response.StatusCode;
        Check.Equal(200, status, "StatusCode");
        Check.Equal("octocat", (string?)response.Json()["login"], "Json()");
        Check.Equal(new User("octocat", "Octo"), user, "Json<User>()");
        Check.Equal("application/json", response.Headers["content-type"], "Headers");
        Check.Equal(null, response.Headers["x-absent"], "an absent header");
        Check.Equal(user, octocat, "GetAsync<User>(url, cancellationToken)");
        var posted = await Http.PostAsync(
            $"{bin}/post", new() { Json = new { username = "alice", password = "secret" } });
        Check.Equal("alice", (string?)posted.Json()["json"]!["username"], "the posted JSON");
        var put = Http.Put($"{bin}/anything/items/1", new() { Json = new { name = "Updated" } });
        Check.Equal("Updated", (string?)put.Json()["json"]!["name"], "the JSON of PUT");
    }

    // Parameters are named url, options, cancellationToken.
    private static async Task VerbsAsync(string bin, CancellationToken cancellationToken)
    {
        Url url = $"{bin}/anything";
        (string Method, Response Sync, Response Async, Response WithToken)[] verbs =
        [
            (
                "GET",
                Http.Get(url: url, options: null, cancellationToken: cancellationToken),
                await Http.GetAsync(url: url, options: null, cancellationToken: cancellationToken),
                await Http.GetAsync(url, cancellationToken)),
            (
                "POST",
                Http.Post(url, null, cancellationToken),
                await Http.PostAsync(url, null, cancellationToken),
                await Http.PostAsync(url, cancellationToken)),
            (
                "PUT",
                Http.Put(url, null, cancellationToken),
                await Http.PutAsync(url, null, cancellationToken),
                await Http.PutAsync(url, cancellationToken)),
            (
                "PATCH",
                Http.Patch(url, null, cancellationToken),
                await Http.PatchAsync(url, null, cancellationToken),
                await Http.PatchAsync(url, cancellationToken)),
            (
                "DELETE",
                Http.Delete(url, null, cancellationToken),
                await Http.DeleteAsync(url, null, cancellationToken),
                await Http.DeleteAsync(url, cancellationToken)),
            (
                "TRACE",
                Http.Send(HttpMethod.Trace, url, null, cancellationToken),
                await Http.SendAsync(HttpMethod.Trace, url, null, cancellationToken),
                await Http.SendAsync(HttpMethod.Trace, url, cancellationToken)),
        ];
        foreach (var (method, sync, async, withToken) in verbs)
        {
            Check.Equal(method, (string?)sync.Json()["method"], "the verb");
            Check.Equal(method, (string?)async.Json()["method"], "the asynchronous verb");
            Check.Equal(method, (string?)withToken.Json()["method"], "the asynchronous verb with a token");
        }

        Check.Equal(0, Http.Head($"{bin}/get").Bytes.Length, "HEAD has no body");
        Check.Equal(0, (await Http.HeadAsync($"{bin}/get", cancellationToken)).Bytes.Length, "HEAD has no body");
        Check.That(
            Http.Options($"{bin}/get").Headers["Allow"]?.Contains("GET", StringComparison.Ordinal) == true,
            "OPTIONS names what is allowed");
        Check.Equal(200, (await Http.OptionsAsync($"{bin}/get", cancellationToken)).StatusCode, "OPTIONS");
        Check.Equal("octocat", Http.Get<User>($"{bin}/response-headers?login=octocat").Login, "Get<T>");
        Check.Equal("POST", Http.Post<Echo>(url).Method, "Post<T>");
        Check.Equal("PUT", Http.Put<Echo>(url).Method, "Put<T>");
        Check.Equal("PATCH", Http.Patch<Echo>(url).Method, "Patch<T>");
        Check.Equal("DELETE", Http.Delete<Echo>(url).Method, "Delete<T>");
        Check.Equal("PUT", (await Http.SendAsync<Echo>(HttpMethod.Put, url)).Method, "SendAsync<T>");
    }

    private static async Task RulesAsync(string bin)
    {
        Check.Equal(
            404, Http.Get($"{bin}/status/404").StatusCode, "the plain form gives a response whatever its status");
        Check.Throws<StatusException>(() => Http.Get<User>($"{bin}/status/404"), "the typed form wants a success");
        var empty = Check.Throws<DecodingException>(() => Http.Delete<User>($"{bin}/status/204"), "an empty body");
        Check.That(
            empty.Message.Contains("plain form", StringComparison.Ordinal),
            $"the plain form is named: {empty.Message}");

        Http.Get($"{bin}/cookies/set?theme=dark");
        Check.Equal(
            0,
            (await Http.GetAsync($"{bin}/cookies")).Json()["cookies"]!.AsObject().Count,
            "Http keeps no cookies between calls");
    }

    private sealed record Echo(string Method);
}
