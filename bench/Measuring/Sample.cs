namespace Peregrine.Bench;

/// <summary>
/// What one round of one client came to. Microseconds, bytes and megabytes; what a client can't tell is null.
/// </summary>
internal sealed record Sample(
    int Calls, double Seconds, double CpuMicroseconds, long? Bytes,
    double P50, double P99, double PeakMegabytes, double? HeapMegabytes);
