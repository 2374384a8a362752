using System.Globalization;

namespace Peregrine;

/// <summary>A number of bytes for a reader.</summary>
internal static class ByteSize
{
    private const long Kibi = 1024;

    internal static string Of(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 10 * Kibi => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < Kibi * Kibi => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Kibi:0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (Kibi * Kibi):0.0} MiB"),
    };
}
