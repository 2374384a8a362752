namespace Peregrine;

/// <summary>Goes through a door, in either manner, as far as the first bytes of the body.</summary>
internal static class DoorCalls
{
    internal static Task GoAsync(
        this Door door, HttpSession session, bool blocking, string path, CancellationToken token) =>
        blocking
            ? Calls.OnOwnThread<object?>(() =>
            {
                Go(door, session, path, token);
                return null;
            })
            : GoAsync(door, session, path, token);

    // No download here ends well, and one that fails leaves no file.
    private static string FileName() => Path.Combine(Path.GetTempPath(), $"peregrine-{Guid.NewGuid():N}");

    private static void Go(Door door, HttpSession session, string path, CancellationToken token)
    {
        switch (door)
        {
            case Door.Stream:
                using (var response = session.Stream(HttpMethod.Get, path, null, token))
                {
                    _ = response.Chunks().First();
                }

                break;
            case Door.Download:
                _ = session.Download(path, FileName(), new() { Retries = 0 }, token);

                break;
            case Door.Events:
                _ = session.Events(path, null, token).First();
                break;
            default:
                using (var client = session.AsHttpClient())
                using (var message = new HttpRequestMessage(HttpMethod.Get, path))
                using (var reply = client.Send(message, HttpCompletionOption.ResponseHeadersRead, token))
                {
                    _ = reply.Content.ReadAsStream(token).ReadByte();
                }

                break;
        }
    }

    private static async Task GoAsync(Door door, HttpSession session, string path, CancellationToken token)
    {
        switch (door)
        {
            case Door.Stream:
                await using (var response = await session.StreamAsync(HttpMethod.Get, path, null, token))
                {
                    _ = await response.ChunksAsync(token).FirstAsync(token);
                }

                break;
            case Door.Download:
                _ = await session.DownloadAsync(path, FileName(), new() { Retries = 0 }, token);

                break;
            case Door.Events:
                _ = await session.EventsAsync(path, null, token).FirstAsync(token);
                break;
            default:
                using (var client = session.AsHttpClient())
                using (var reply = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, token))
                {
                    await using var body = await reply.Content.ReadAsStreamAsync(token);
                    _ = await body.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, token);
                }

                break;
        }
    }
}
