using System.Text;

namespace Peregrine;

/// <summary>The files that items name. A shell leaves the <c>~</c> after an <c>@</c> as it is.</summary>
internal static class LocalFile
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string At(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;

    /// <summary>The text of the file that an item names.</summary>
    /// <exception cref="UsageException">It is no text in UTF-8: it would not be sent as it is.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    internal static string TextOf(Item item)
    {
        try
        {
            return Strict.GetString(WithoutMark(File.ReadAllBytes(At(item.Value))));
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException(
                $"{item.Shown}: the file is no text in UTF-8; name@FILE and @FILE send bytes as they are.");
        }
    }

    /// <summary>The text of that file, without the end of its last line.</summary>
    /// <exception cref="UsageException">It is no text in UTF-8.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    internal static string LineOf(Item item) => TextOf(item).TrimEnd('\r', '\n');

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
