using System.Net;
using RestSharp;
using RestSharp.Authenticators;

namespace Peregrine;

/// <summary>
/// The lines of docs/guides/migrating.md that are written for RestSharp. A test compares the page with this file.
/// </summary>
internal static class MovedFromRestSharp
{
    internal static async Task<string> GetJsonAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var ticket = await rest.GetAsync<Ticket>(new RestRequest("tickets/1"), cancellationToken);
        return ticket!.Title;
    }

    internal static async Task<string> PostAsync(
        RestClient rest, Ticket asked, CancellationToken cancellationToken)
    {
        var made = await rest.PostAsync<Ticket>(new RestRequest("tickets").AddJsonBody(asked), cancellationToken);
        return made!.Title;
    }

    internal static async Task<string> QueryAsync(
        RestClient rest, string status, CancellationToken cancellationToken)
    {
        var answer = await rest.ExecuteGetAsync(
            new RestRequest("tickets").AddQueryParameter("status", status), cancellationToken);
        return answer.Content!;
    }

    internal static async Task<string> PathAsync(
        RestClient rest, string id, CancellationToken cancellationToken)
    {
        var answer = await rest.ExecuteGetAsync(
            new RestRequest("tickets/{id}").AddUrlSegment("id", id), cancellationToken);
        return answer.Content!;
    }

    internal static async Task<string> HeadersAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var answer = await rest.ExecuteGetAsync(
            new RestRequest("tenant").AddHeader("X-Tenant", "blue"), cancellationToken);
        return answer.Content!;
    }

    internal static async Task<string> BearerAsync(
        RestClient rest, string token, CancellationToken cancellationToken)
    {
        var request = new RestRequest("tenant") { Authenticator = new JwtAuthenticator(token) };
        return (await rest.ExecuteGetAsync(request, cancellationToken)).Content!;
    }

    internal static async Task<string> FormAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var answer = await rest.ExecutePostAsync(
            new RestRequest("form").AddParameter("name", "Ann").AddParameter("city", "Oslo"), cancellationToken);
        return answer.Content!;
    }

    internal static async Task<string> UploadAsync(
        RestClient rest, string path, CancellationToken cancellationToken)
    {
        var answer = await rest.ExecutePutAsync(
            new RestRequest("tickets/1/attachment").AddFile("file", path), cancellationToken);
        return answer.Content!;
    }

    internal static async Task<string> DownloadAsync(
        RestClient rest, string path, CancellationToken cancellationToken)
    {
        await using (var body = await rest.DownloadStreamAsync(new RestRequest("lines"), cancellationToken))
        await using (var file = File.Create(path))
        {
            await body!.CopyToAsync(file, cancellationToken);
        }

        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    internal static async Task<string> LinesAsync(
        RestClient rest, List<string> seen, CancellationToken cancellationToken)
    {
        await using var body = await rest.DownloadStreamAsync(new RestRequest("lines"), cancellationToken);
        using var reader = new StreamReader(body!);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            seen.Add(line);
        }

        return string.Join(',', seen);
    }

    internal static async Task<string> StatusAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var answer = await rest.ExecuteGetAsync(new RestRequest("tickets/9"), cancellationToken);
        var isThere = answer.StatusCode != HttpStatusCode.NotFound;
        return $"{isThere}";
    }

    internal static async Task<string> ErrorAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var text = "";
        var answer = await rest.ExecuteGetAsync<Ticket>(new RestRequest("tickets/9"), cancellationToken);
        if (!answer.IsSuccessful && answer.StatusCode == HttpStatusCode.NotFound)
        {
            text = "gone"; // answer.Content is what the server said.
        }

        return text;
    }

    internal static async Task<string> LimitAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var text = "";
        var answer = await rest.ExecuteGetAsync(
            new RestRequest("slow") { Timeout = TimeSpan.FromSeconds(0.5) }, cancellationToken);
        if (answer.ResponseStatus == ResponseStatus.TimedOut)
        {
            text = "too slow";
        }

        return text;
    }

    internal static async Task<string> CookiesAsync(
        RestClient rest, CancellationToken cancellationToken)
    {
        var jar = new CookieContainer();
        await rest.ExecuteGetAsync(new RestRequest("login") { CookieContainer = jar }, cancellationToken);
        var request = new RestRequest("sid") { CookieContainer = jar };
        return (await rest.ExecuteGetAsync(request, cancellationToken)).Content!;
    }
}
