namespace Peregrine.Bench;

/// <content>Bodies that are read or written whole.</content>
internal partial class PeregrineAdapter
{
    internal override async Task<long> WholeAsync(string path) => (await _session.GetAsync("/" + path)).Bytes.Length;

    internal override Task DiskAsync(int megabytes, string file) => DownloadAsync(megabytes, file, null);

    protected Task DownloadAsync(int megabytes, string file, DownloadOptions? options) =>
        _session.DownloadAsync($"/down?{megabytes}", file, options);
}
