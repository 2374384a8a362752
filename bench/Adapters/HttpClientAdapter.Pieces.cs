namespace Peregrine.Bench;

/// <content>Bodies that are sent in small pieces.</content>
internal sealed partial class HttpClientAdapter
{
    internal override Task FormAsync(int fields) =>
        FormAsync(fields, new ByteArrayContent(Pieces.File), "file.bin");

    internal override async Task FormWithFileAsync(string path)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096, useAsync: true);
        await FormAsync(5, new StreamContent(file), Path.GetFileName(path));
    }

    internal override async Task PiecesAsync()
    {
        using var content = new PiecesContent();
        using var response = await Client.PostAsync("up", content);
        response.EnsureSuccessStatusCode();
    }

    private async Task FormAsync(int fields, HttpContent file, string fileName)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Pieces.Fields(fields))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(file, "file", fileName);
        using var response = await Client.PostAsync("up", content);
        response.EnsureSuccessStatusCode();
    }
}
