namespace Peregrine.Bench;

/// <content>Bodies that are sent in small pieces.</content>
internal abstract partial class Adapter
{
    /// <summary>Sends a form of so many fields and a file of 2 KB that is in memory.</summary>
    internal virtual Task FormAsync(int fields) => throw new NotSupportedException();

    /// <summary>Sends a form of five fields and a small file on the disk.</summary>
    internal virtual Task FormWithFileAsync(string path) => throw new NotSupportedException();

    /// <summary>Sends a hundred pieces of a hundred bytes, without a length.</summary>
    internal virtual Task PiecesAsync() => throw new NotSupportedException();
}
