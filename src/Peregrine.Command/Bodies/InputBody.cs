namespace Peregrine;

/// <summary>
/// The body that comes by standard input: in memory where it is small, else in a temporary file. So it has a length,
/// can be sent again, and takes no more memory however large it is.
/// </summary>
internal sealed class InputBody : IDisposable
{
    private const int LargestInMemory = 64 * 1024;
    private const int LargestPiece = 256 * 1024; // Of what goes to the file.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private readonly TemporaryFile? _file;
    private readonly Stream? _stream;

    private InputBody(byte[] bytes) => Bytes = bytes;

    private InputBody(TemporaryFile file) => _file = file;

    private InputBody(Stream stream) => _stream = stream;

    /// <summary>The whole of it, where it is small.</summary>
    internal byte[]? Bytes { get; }

    /// <summary>Reads it to its end, unless it is to be sent as it comes.</summary>
    /// <returns>Null when it is not wanted, or when it is empty and the user did not ask for it.</returns>
    /// <exception cref="UsageException">It is closed, and the user asked for it.</exception>
    /// <exception cref="IOException">It can't be read, or there is no room for it.</exception>
    internal static async Task<InputBody?> ReadAsync(StandardInput wanted, CancellationToken cancellationToken)
    {
        var isAsked = wanted is StandardInput.Read or StandardInput.Streamed;
        if (wanted == StandardInput.Unread || (!isAsked && !Console.IsInputRedirected))
        {
            return null;
        }

        if (StandardStream.OpenInput() is not { } input)
        {
            return isAsked ? throw new UsageException("standard input is closed, and - asks for it.") : null;
        }

        if (wanted is StandardInput.Streamed or StandardInput.StreamedWhenRedirected)
        {
            return new InputBody(input);
        }

        var reading = Task.Run(() => Read(input, cancellationToken), cancellationToken); // A pipe blocks its reader.
        if (await Task.WhenAny(reading, Task.Delay(Silence, cancellationToken)) != reading)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Messages.Say("waiting for the end of standard input, which is the body (</dev/null gives none)");
        }

        var body = await reading.WaitAsync(cancellationToken);
        return body.Bytes is { Length: 0 } && !isAsked ? null : body;
    }

    /// <summary>What the library sends.</summary>
    internal Body ToBody(string contentType) =>
        _stream is { } stream ? Body.Stream(stream, contentType)
        : _file is { } file ? Body.File(file.Path, contentType)
        : Body.Bytes(Bytes, contentType);

    public void Dispose()
    {
        _file?.Dispose();
        _stream?.Dispose();
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
            : new InputBody(Spooled(buffer.AsSpan(0, count), input, cancellationToken));
    }

    // No other user can guess the name or read the content.
    private static TemporaryFile Spooled(ReadOnlySpan<byte> begun, Stream input, CancellationToken cancellationToken)
    {
        var file = TemporaryFile.Create(
            Path.Combine(Path.GetTempPath(), $"peregrine-{Path.GetRandomFileName()}"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            file.Stream.Write(begun);
            var buffer = new byte[LargestPiece];
            for (var count = input.Read(buffer); count > 0; count = input.Read(buffer))
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Stream.Write(buffer, 0, count);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
