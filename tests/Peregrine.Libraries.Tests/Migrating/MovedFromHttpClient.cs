using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Peregrine;

/// <summary>
/// The lines of docs/guides/migrating.md that are written for HttpClient. A test compares the page with this file.
/// </summary>
internal static class MovedFromHttpClient
{
    internal static async Task<string> GetJsonAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        var ticket = await client.GetFromJsonAsync<Ticket>("tickets/1", cancellationToken);
        return ticket!.Title;
    }

    internal static async Task<string> PostAsync(
        HttpClient client, Ticket asked, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync("tickets", asked, cancellationToken);
        var made = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Ticket>(cancellationToken);
        return made!.Title;
    }

    internal static async Task<string> QueryAsync(
        HttpClient client, string status, CancellationToken cancellationToken)
    {
        var text = await client.GetStringAsync(
            QueryHelpers.AddQueryString("tickets", "status", status), cancellationToken);
        return text;
    }

    internal static async Task<string> PathAsync(
        HttpClient client, string id, CancellationToken cancellationToken)
    {
        var text = await client.GetStringAsync($"tickets/{Uri.EscapeDataString(id)}", cancellationToken);
        return text;
    }

    internal static async Task<string> HeadersAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "tenant");
        request.Headers.Add("X-Tenant", "blue");
        using var response = await client.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    internal static async Task<string> BearerAsync(
        HttpClient client, string token, CancellationToken cancellationToken)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetStringAsync("tenant", cancellationToken);
    }

    internal static async Task<string> FormAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new("name", "Ann"), new("city", "Oslo")]);
        using var response = await client.PostAsync("form", form, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    internal static async Task<string> UploadAsync(
        HttpClient client, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        using var form = new MultipartFormDataContent { { new StreamContent(file), "file", Path.GetFileName(path) } };
        using var response = await client.PutAsync("tickets/1/attachment", form, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    internal static async Task<string> DownloadAsync(
        HttpClient client, string path, CancellationToken cancellationToken)
    {
        await using (var body = await client.GetStreamAsync("lines", cancellationToken))
        await using (var file = File.Create(path))
        {
            await body.CopyToAsync(file, cancellationToken);
        }

        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    internal static async Task<string> LinesAsync(
        HttpClient client, List<string> seen, CancellationToken cancellationToken)
    {
        await using var body = await client.GetStreamAsync("lines", cancellationToken);
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            seen.Add(line);
        }

        return string.Join(',', seen);
    }

    internal static async Task<string> StatusAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync("tickets/9", cancellationToken);
        var isThere = response.StatusCode != HttpStatusCode.NotFound;
        return $"{isThere}";
    }

    internal static async Task<string> ErrorAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        var text = "";
        try
        {
            await client.GetFromJsonAsync<Ticket>("tickets/9", cancellationToken);
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            text = "gone"; // What the server said is lost.
        }

        return text;
    }

    internal static async Task<string> LimitAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        var text = "";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(0.5));
        try
        {
            await client.GetStringAsync("slow", limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            text = "too slow";
        }

        return text;
    }

    internal static async Task<string> CookiesAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        await client.GetAsync("login", cancellationToken); // Its handler has a CookieContainer.
        return await client.GetStringAsync("sid", cancellationToken);
    }
}
