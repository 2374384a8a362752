namespace Peregrine;

/// <summary>Reads the body that comes by standard input.</summary>
internal static class InputBody
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>The whole of it, so that it has a length and can be sent again.</summary>
    /// <returns>Null when it is not wanted, or when it is empty and the user did not ask for it.</returns>
    internal static async Task<byte[]?> ReadAsync(StandardInput wanted)
    {
        if (wanted == StandardInput.Unread || (wanted == StandardInput.WhenRedirected && !Console.IsInputRedirected))
        {
            return null;
        }

        var reading = Task.Run(ReadToEndAsync); // Reading a pipe blocks its thread.
        if (await Task.WhenAny(reading, Task.Delay(Silence)) != reading)
        {
            await Console.Error.WriteLineAsync(
                "peregrine: waiting for the end of standard input, which is the body (</dev/null gives none)");
        }

        var bytes = await reading;
        return bytes.Length == 0 && wanted == StandardInput.WhenRedirected ? null : bytes;
    }

    private static async Task<byte[]> ReadToEndAsync()
    {
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
