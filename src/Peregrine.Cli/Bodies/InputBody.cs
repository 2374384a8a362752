namespace Peregrine;

/// <summary>
/// The body that comes by standard input: in memory where it is small, else in a temporary file. So it has a length, can
/// be sent again, and takes no more memory however large it is.
/// </summary>
internal sealed class InputBody : IDisposable
{
    private const int LargestInMemory = 64 * 1024;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private InputBody(byte[] bytes) => Bytes = bytes;

    private InputBody(string path) => Path = path;

    /// <summary>The whole of it, where it is small.</summary>
    internal byte[]? Bytes { get; }

    /// <summary>The file that holds it, where it is large.</summary>
    internal string? Path { get; }

    /// <summary>Reads it to its end.</summary>
    /// <returns>Null when it is not wanted, or when it is empty and the user did not ask for it.</returns>
    /// <exception cref="UsageException">It is closed, and the user asked for it.</exception>
    /// <exception cref="IOException">It can't be read, or there is no room for it.</exception>
    internal static async Task<InputBody?> ReadAsync(StandardInput wanted, CancellationToken cancellationToken)
    {
        if (wanted == StandardInput.Unread || (wanted == StandardInput.WhenRedirected && !Console.IsInputRedirected))
        {
            return null;
        }

        if (StandardStream.OpenInput() is not { } input)
        {
            return wanted == StandardInput.WhenRedirected
                ? null
                : throw new UsageException("standard input is closed, and - asks for it.");
        }

        var reading = Task.Run(() => Read(input, cancellationToken), cancellationToken); // A pipe blocks its reader.
        if (await Task.WhenAny(reading, Task.Delay(Silence, cancellationToken)) != reading)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Messages.Say("waiting for the end of standard input, which is the body (</dev/null gives none)");
        }

        var body = await reading.WaitAsync(cancellationToken);
        return body.Bytes is { Length: 0 } && wanted == StandardInput.WhenRedirected ? null : body;
    }

    /// <summary>What the library sends.</summary>
    internal Body ToBody(string contentType) =>
        Path is { } path ? Body.File(path, contentType) : Body.Bytes(Bytes, contentType);

    public void Dispose()
    {
        if (Path is { } path)
        {
            File.Delete(path);
        }
    }

    private static InputBody Read(Stream input, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestInMemory + 1];
        var count = 0;
        for (var read = 1; read > 0 && count < buffer.Length; count += read)
        {
            read = input.Read(buffer, count, buffer.Length - count);
        }

        return count <= LargestInMemory
            ? new InputBody(buffer[..count])
            : new InputBody(Spooled(buffer, input, cancellationToken));
    }

    // No other user can guess the name or read the content.
    private static string Spooled(byte[] begun, Stream input, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(
            System.IO.Path.GetTempPath(), $"peregrine-{System.IO.Path.GetRandomFileName()}");
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            for (var count = begun.Length; count > 0; count = input.Read(begun))
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Write(begun.AsSpan(0, count));
            }

            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
