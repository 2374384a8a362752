namespace Peregrine.Bench;

/// <content>Bodies that are read or written whole.</content>
internal abstract partial class Adapter
{
    /// <summary>Reads a body into an array, and gives its length.</summary>
    internal virtual Task<long> WholeAsync(string path) => throw new NotSupportedException();

    /// <summary>Saves a body as a file.</summary>
    internal virtual Task DiskAsync(int megabytes, string file) => throw new NotSupportedException();
}
