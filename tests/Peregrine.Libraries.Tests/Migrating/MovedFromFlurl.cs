using Flurl.Http;
using Flurl.Http.Content;

namespace Peregrine;

/// <summary>
/// The lines of docs/guides/migrating.md that are written for Flurl. A test compares the page with this file.
/// </summary>
internal static class MovedFromFlurl
{
    internal static async Task<string> GetJsonAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        var ticket = await flurl.Request("tickets/1").GetJsonAsync<Ticket>(cancellationToken: cancellationToken);
        return ticket.Title;
    }

    internal static async Task<string> PostAsync(
        FlurlClient flurl, Ticket asked, CancellationToken cancellationToken)
    {
        var made = await flurl.Request("tickets")
            .PostJsonAsync(asked, cancellationToken: cancellationToken).ReceiveJson<Ticket>();
        return made.Title;
    }

    internal static async Task<string> QueryAsync(
        FlurlClient flurl, string status, CancellationToken cancellationToken)
    {
        var text = await flurl.Request("tickets").SetQueryParam("status", status)
            .GetStringAsync(cancellationToken: cancellationToken);
        return text;
    }

    internal static async Task<string> PathAsync(
        FlurlClient flurl, string id, CancellationToken cancellationToken)
    {
        var text = await flurl.Request("tickets", id).GetStringAsync(cancellationToken: cancellationToken);
        return text;
    }

    internal static async Task<string> HeadersAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        var text = await flurl.Request("tenant").WithHeader("X-Tenant", "blue")
            .GetStringAsync(cancellationToken: cancellationToken);
        return text;
    }

    internal static async Task<string> BearerAsync(
        FlurlClient flurl, string token, CancellationToken cancellationToken)
    {
        var text = await flurl.Request("tenant").WithOAuthBearerToken(token)
            .GetStringAsync(cancellationToken: cancellationToken);
        return text;
    }

    internal static async Task<string> FormAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        using var response = await flurl.Request("form")
            .PostUrlEncodedAsync(new { name = "Ann", city = "Oslo" }, cancellationToken: cancellationToken);
        return await response.GetStringAsync();
    }

    internal static async Task<string> UploadAsync(
        FlurlClient flurl, string path, CancellationToken cancellationToken)
    {
        using var form = new CapturedMultipartContent(flurl.Settings).AddFile("file", path);
        using var response = await flurl.Request("tickets/1/attachment")
            .SendAsync(HttpMethod.Put, form, cancellationToken: cancellationToken);
        return await response.GetStringAsync();
    }

    internal static async Task<string> DownloadAsync(
        FlurlClient flurl, string path, CancellationToken cancellationToken)
    {
        await flurl.Request("lines").DownloadFileAsync(
            Path.GetDirectoryName(path)!, Path.GetFileName(path), cancellationToken: cancellationToken);
        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    internal static async Task<string> LinesAsync(
        FlurlClient flurl, List<string> seen, CancellationToken cancellationToken)
    {
        await using var body = await flurl.Request("lines").GetStreamAsync(cancellationToken: cancellationToken);
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            seen.Add(line);
        }

        return string.Join(',', seen);
    }

    internal static async Task<string> StatusAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        using var response = await flurl.Request("tickets/9").AllowHttpStatus(404)
            .GetAsync(cancellationToken: cancellationToken);
        var isThere = response.StatusCode != 404;
        return $"{isThere}";
    }

    internal static async Task<string> ErrorAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        var text = "";
        try
        {
            await flurl.Request("tickets/9").GetJsonAsync<Ticket>(cancellationToken: cancellationToken);
        }
        catch (FlurlHttpException e) when (e.StatusCode == 404)
        {
            text = "gone"; // await e.GetResponseStringAsync() is what the server said.
        }

        return text;
    }

    internal static async Task<string> LimitAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        var text = "";
        try
        {
            await flurl.Request("slow").WithTimeout(TimeSpan.FromSeconds(0.5))
                .GetStringAsync(cancellationToken: cancellationToken);
        }
        catch (FlurlHttpTimeoutException)
        {
            text = "too slow";
        }

        return text;
    }

    internal static async Task<string> CookiesAsync(
        FlurlClient flurl, CancellationToken cancellationToken)
    {
        using var cookies = new CookieSession(flurl);
        await cookies.Request("login").GetAsync(cancellationToken: cancellationToken);
        return await cookies.Request("sid").GetStringAsync(cancellationToken: cancellationToken);
    }
}
