namespace Peregrine.Bench;

/// <summary>One client doing the work of the scenarios. What it does not override, it can't do.</summary>
internal abstract partial class Adapter : IDisposable
{
    internal virtual Task<Document> GetAsync() => throw new NotSupportedException();

    internal virtual Document Get() => throw new NotSupportedException();

    internal virtual Task<Receipt> PostAsync(Document document) => throw new NotSupportedException();

    /// <summary>
    /// Gets one of many resources, a hundredth of which is refused at first and has to be asked for again.
    /// </summary>
    internal virtual Task<Document> GetBusyAsync(int number) => throw new NotSupportedException();

    /// <summary>Puts cookies into the jar that the client sends from.</summary>
    internal virtual void AddCookies(int count) => throw new NotSupportedException();

    /// <summary>Reads a body into a buffer of <see cref="Payload.BufferSize"/>, and gives its length.</summary>
    internal virtual Task<long> DownAsync(int megabytes) => throw new NotSupportedException();

    internal virtual long Down(int megabytes) => throw new NotSupportedException();

    /// <summary>Sends a stream of known length.</summary>
    internal virtual Task UpAsync(int megabytes) => throw new NotSupportedException();

    internal virtual Task MultipartAsync(string path) => throw new NotSupportedException();

    /// <summary>Reads lines, each as a string, and gives their number.</summary>
    internal virtual Task<long> LinesAsync() => throw new NotSupportedException();

    /// <summary>Reads lines of JSON, each as an object, and gives the sum of their ids.</summary>
    internal virtual Task<long> RowsAsync() => throw new NotSupportedException();

    public virtual void Dispose()
    {
    }
}
