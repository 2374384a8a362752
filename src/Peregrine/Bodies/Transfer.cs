using System.Globalization;

namespace Peregrine;

/// <summary>
/// How far a body has come: what <see cref="RequestOptions.UploadProgress"/> and
/// <see cref="RequestOptions.DownloadProgress"/> are told.
/// </summary>
/// <param name="Bytes">How many bytes went over so far: of the body as the caller gave it, or as it is
/// received.</param>
/// <param name="Total">How many there will be, or null while that is not known.</param>
/// <param name="Elapsed">How long it has taken.</param>
/// <param name="IsDone">Whether all of it went over.</param>
public sealed record Transfer(long Bytes, long? Total, TimeSpan Elapsed, bool IsDone)
{
    /// <summary>
    /// How many of <see cref="Bytes"/> an earlier run of a download left (<see cref="DownloadOptions.Resume"/>). The
    /// default is 0.
    /// </summary>
    public long Resumed { get; init; }

    /// <summary>
    /// What reports of it, so that transfers that share a listener can be told apart; it is no part of the value.
    /// </summary>
    internal object? Meter { get; init; }

    /// <summary>The rate so far, in bytes a second; 0 before any time has passed.</summary>
    public double BytesPerSecond => Elapsed > TimeSpan.Zero ? (Bytes - Resumed) / Elapsed.TotalSeconds : 0;

    /// <summary>How long the rest will take at this rate; null where that can not be known.</summary>
    public TimeSpan? Remaining => Total is { } total && BytesPerSecond > 0
        && (total - Bytes) / BytesPerSecond is var seconds && seconds < TimeSpan.MaxValue.TotalSeconds
        ? TimeSpan.FromSeconds(Math.Max(0, seconds))
        : IsDone ? TimeSpan.Zero : null;

    /// <summary>The part that went over, from 0 to 1; null when the total is not known.</summary>
    public double? Fraction => Total is { } total ? total == 0 ? 1 : Math.Min(1, (double)Bytes / total) : null;

    /// <summary>The bytes, of how many.</summary>
    public override string ToString() => Total is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{Bytes} of {total} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{Bytes} bytes");

    /// <summary>Whether both tell the same of a transfer.</summary>
    public bool Equals(Transfer? other) =>
        other is not null
        && (Bytes, Total, Elapsed, IsDone, Resumed)
            == (other.Bytes, other.Total, other.Elapsed, other.IsDone, other.Resumed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Bytes, Total, Elapsed, IsDone, Resumed);
}
