namespace Peregrine;

/// <summary>
/// The lines of docs/guides/migrating.md that come in their place. A test compares the page with this file.
/// </summary>
internal static class MovedToPeregrine
{
    internal static async Task<string> GetJsonAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        var ticket = await session.GetAsync<Ticket>("/tickets/1", cancellationToken);
        return ticket.Title;
    }

    internal static async Task<string> PostAsync(
        HttpSession session, Ticket asked, CancellationToken cancellationToken)
    {
        var made = await session.PostAsync<Ticket>("/tickets", new() { Json = asked }, cancellationToken);
        return made.Title;
    }

    internal static async Task<string> QueryAsync(
        HttpSession session, string status, CancellationToken cancellationToken)
    {
        var answer = await session.GetAsync("/tickets", new() { Query = { ["status"] = status } }, cancellationToken);
        return answer.Text;
    }

    internal static async Task<string> PathAsync(
        HttpSession session, string id, CancellationToken cancellationToken)
    {
        var answer = await session.GetAsync($"/tickets/{id}", cancellationToken);
        return answer.Text;
    }

    internal static async Task<string> HeadersAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        var answer = await session.GetAsync(
            "/tenant", new() { Headers = { ["X-Tenant"] = "blue" } }, cancellationToken);
        return answer.Text;
    }

    internal static async Task<string> BearerAsync(
        HttpSession session, string token, CancellationToken cancellationToken)
    {
        using var authorized = session.With(new() { Auth = Auth.Bearer(token) });
        return (await authorized.GetAsync("/tenant", cancellationToken)).Text;
    }

    internal static async Task<string> FormAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        var answer = await session.PostAsync(
            "/form", new() { Form = { ["name"] = "Ann", ["city"] = "Oslo" } }, cancellationToken);
        return answer.Text;
    }

    internal static async Task<string> UploadAsync(
        HttpSession session, string path, CancellationToken cancellationToken)
    {
        var answer = await session.PutAsync(
            "/tickets/1/attachment", new() { Files = { ["file"] = Upload.File(path) } }, cancellationToken);
        return answer.Text;
    }

    internal static async Task<string> DownloadAsync(
        HttpSession session, string path, IProgress<Transfer> progress, CancellationToken cancellationToken)
    {
        await session.DownloadAsync("/lines", path, new() { Progress = progress }, cancellationToken);
        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    internal static async Task<string> LinesAsync(
        HttpSession session, List<string> seen, CancellationToken cancellationToken)
    {
        await using var response = await session.StreamAsync(
            HttpMethod.Get, "/lines", cancellationToken: cancellationToken);
        await foreach (var line in response.LinesAsync(cancellationToken))
        {
            seen.Add(line);
        }

        return string.Join(',', seen);
    }

    internal static async Task<string> StatusAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        var answer = await session.GetAsync("/tickets/9", cancellationToken);
        var isThere = answer.StatusCode != 404;
        return $"{isThere}";
    }

    internal static async Task<string> ErrorAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        var text = "";
        try
        {
            await session.GetAsync<Ticket>("/tickets/9", cancellationToken);
        }
        catch (StatusException e) when (e.StatusCode == 404)
        {
            text = "gone"; // e.Response.Problem?.Detail is what the server said.
        }

        return text;
    }

    internal static async Task<string> LimitAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        var text = "";
        try
        {
            await session.GetAsync("/slow", new() { Timeout = 0.5 }, cancellationToken);
        }
        catch (RequestTimeoutException)
        {
            text = "too slow";
        }

        return text;
    }

    internal static async Task<string> CookiesAsync(
        HttpSession session, CancellationToken cancellationToken)
    {
        await session.GetAsync("/login", cancellationToken); // session.Cookies keeps what was set.
        return (await session.GetAsync("/sid", cancellationToken)).Text;
    }
}
