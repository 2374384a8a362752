namespace Peregrine;

/// <summary>Downloads from a server that gives its answers in order, into a folder of its own.</summary>
internal sealed class AnsweredDownload : IDisposable
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("peregrine-answers-");

    internal string Target => Path.Combine(Folder.FullName, "file.bin");

    public void Dispose() => Folder.Delete(recursive: true);

    internal Task<(byte[] File, string[] Ranges, DownloadResult Result)> FetchAsync(
        bool blocking, params Func<RecordedRequest, (string Head, ReadOnlyMemory<byte> Body)>[] answers) =>
        FetchWithAsync(blocking, null, answers);

    internal async Task<(byte[] File, string[] Ranges, DownloadResult Result)> FetchWithAsync(
        bool blocking,
        DownloadOptions? options,
        params Func<RecordedRequest, (string Head, ReadOnlyMemory<byte> Body)>[] answers)
    {
        await using var server = new RawServer(new AnswerServer(answers).ServeAsync);
        using var session = Sessions.For(server);
        var result = blocking
            ? await Calls.OnOwnThread(() => session.Download("/file", Target, options, Test))
            : await session.DownloadAsync("/file", Target, options, Test);
        return (
            await File.ReadAllBytesAsync(result.Path, Test),
            [.. server.Requests.Select(request => request.Field("Range") ?? "")], result);
    }
}
