using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What programs do with an answer.</summary>
internal static class Ways
{
    internal static void Run(int way, HttpSession session, string folder)
    {
        switch (way)
        {
            case 0:
                _ = session.Get<JsonNode>("/");
                break;
            case 1:
                _ = session.Get<Dictionary<string, object?>>("/");
                break;
            case 2:
                Look(session.Post("/", new() { Body = Body.Stream(new MemoryStream(new byte[200_000])) }));
                break;
            case 3:
                Look(session.Head("/"));
                break;
            case 4:
                _ = session.Download("/", Path.Combine(folder, $"{Guid.NewGuid():N}"), new() { Retries = 0 });
                break;
            case 5:
                using (var client = session.AsHttpClient())
                using (var message = new HttpRequestMessage(HttpMethod.Get, "/"))
                {
                    Allowed(() =>
                    {
                        using var reply = client.Send(message, HttpCompletionOption.ResponseHeadersRead);
                        _ = reply.ToString() + reply.Content.Headers.ContentLength + reply.Content.Headers.ContentType;
                        reply.Content.ReadAsStream().CopyTo(Stream.Null);
                        _ = reply.TrailingHeaders.ToString();
                    });
                }

                break;
            case 6:
            case 7:
            case 8:
                using (var response = session.Stream(HttpMethod.Get, "/"))
                {
                    Read(way, response);
                }

                break;
            default:
                Look(session.Get("/"));
                break;
        }
    }

    internal static async Task RunAsync(int way, HttpSession session, string folder)
    {
        switch (way)
        {
            case 0:
                _ = await session.GetAsync<JsonNode>("/");
                break;
            case 1:
                _ = await session.GetAsync<List<object?>>("/");
                break;
            case 2:
                Look(await session.PostAsync("/", new() { Body = Body.Stream(new MemoryStream(new byte[200_000])) }));
                break;
            case 3:
                Look(await session.SendAsync(HttpMethod.Options, "/"));
                break;
            case 4:
                _ = await session.DownloadAsync(
                    "/", Path.Combine(folder, $"{Guid.NewGuid():N}"), new() { Retries = 0 });
                break;
            case 5:
                using (var client = session.AsHttpClient())
                {
                    await AllowedAsync(async () =>
                    {
                        using var reply = await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
                        await using var body = await reply.Content.ReadAsStreamAsync();
                        await body.CopyToAsync(Stream.Null);
                    });
                }

                break;
            case 6:
            case 7:
            case 8:
                await using (var response = await session.StreamAsync(HttpMethod.Get, "/"))
                {
                    await ReadAsync(way, response);
                }

                break;
            default:
                Look(await session.GetAsync("/"));
                break;
        }
    }

    /// <summary>Everything that a response shows.</summary>
    internal static void Look(Response response)
    {
        _ = $"{response} {response.Url} {response.Reason()} {response.ContentType} {response.RetryAfter} "
            + $"{response.ContentDisposition} {response.Problem}";
        _ = response.ContentDisposition?.SafeFileName + response.Text
            + response.Bytes.Length + response.Encoding.WebName + response.Version;
        _ = string.Join(",", response.Headers) + string.Join(",", response.Trailers)
            + string.Join(",", response.Cookies) + string.Join(",", response.Links);
        _ = string.Join(",", response.Attempts) + response.Timings + response.Connection
            + response.RemainingCodings.Count + response.History.Count;
        foreach (var earlier in response.History)
        {
            _ = $"{earlier} {earlier.Headers.Count}";
        }

        _ = response.Json().ToJsonString(); // The only one that may fail: the body need be no JSON.
    }

    private static string Reason(this Response response) => response.ReasonPhrase;

    private static void Read(int way, Response response)
    {
        _ = way switch
        {
            6 => response.Lines().Count() + response.Trailers.Count,
            7 => response.ContentType == "text/event-stream"
                ? response.Events().Count()
                : response.JsonLines<JsonNode>().Sum(one => one.ToJsonString().Length),
            _ => response.Headers.Contains("Link")
                ? response.JsonArray<JsonNode>().Count()
                : response.Chunks().Sum(one => one.Length),
        };
    }

    private static async Task ReadAsync(int way, Response response) => _ = way switch
    {
        6 => await response.TextChunksAsync().CountAsync(),
        7 => response.ContentType == "text/event-stream"
            ? await response.EventsAsync().CountAsync()
            : await response.JsonLinesAsync<JsonNode>().CountAsync(),
        _ => response.Headers.Contains("Link")
            ? await response.JsonArrayAsync<JsonNode>().CountAsync()
            : await response.RawChunksAsync().CountAsync(),
    };

    // Under HttpClient the documented exceptions are the platform's.
    private static void Allowed(Action call)
    {
        try
        {
            call();
        }
        catch (Exception failure) when (failure is HttpRequestException or HttpIOException)
        {
        }
    }

    private static async Task AllowedAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception failure) when (failure is HttpRequestException or HttpIOException)
        {
        }
    }
}
