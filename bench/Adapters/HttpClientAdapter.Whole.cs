using System.Net;

namespace Peregrine.Bench;

/// <content>Bodies that are read or written whole.</content>
internal sealed partial class HttpClientAdapter
{
    private HttpClient? _decompressing;

    private HttpClient Decompressing => _decompressing ??= Make(
        new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });

    internal override async Task<long> WholeAsync(string path) => (await Decompressing.GetByteArrayAsync(path)).Length;

    internal override async Task DiskAsync(int megabytes, string file)
    {
        using var response = await Client.GetAsync($"down?{megabytes}", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await using var target = File.Create(file);
        await stream.CopyToAsync(target);
    }
}
