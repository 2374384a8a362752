namespace Peregrine;

/// <summary>A fault, and what a call comes to that meets it, by protocol.</summary>
/// <param name="Set">Sets the fault.</param>
/// <param name="Plain">Over cleartext.</param>
/// <param name="Tls">Over TLS.</param>
internal sealed record FaultCase(Action<FaultProxy> Set, string Plain, string Tls)
{
    private const string Cut = "ProtocolException ResponseEnded";
    private const string NoTls = "ConnectException Tls";

    // /bytes/20000 is answered in more than 20,000 bytes; a handshake takes more than 20 and less than 10,000.
    internal static Dictionary<string, FaultCase> All { get; } = new(StringComparer.Ordinal)
    {
        ["none"] = new(_ => { }, "200", "200"),
        ["latency"] = new(faults => faults.Latency = TimeSpan.FromMilliseconds(5), "200", "200"),
        ["bandwidth"] = new(faults => faults.BytesPerSecond = 200_000, "200", "200"),
        ["refuse"] = new(faults => faults.Refuse = true, "ConnectException Socket", "ConnectException Socket"),
        ["cut before the answer"] = new(faults => faults.CutAfter = 0, Cut, NoTls),
        ["cut in the answer"] = new(faults => faults.CutAfter = 10_000, Cut, Cut),
        ["cut of the question"] = new(faults => faults.Up = new() { CutAfter = 20 }, Cut, NoTls),
        ["reset before the answer"] = new(faults => faults.Down = new() { ResetAfter = 0 }, Cut, NoTls),
        ["reset in the answer"] = new(faults => faults.Down = new() { ResetAfter = 10_000 }, Cut, Cut),
        ["half-close in the answer"] = new(faults => faults.Down = new() { HalfCloseAfter = 10_000 }, Cut, Cut),
        ["stall"] = new(
            faults => faults.Stall = true, "RequestTimeoutException Read", "RequestTimeoutException Connect"),
        ["stall of the question"] = new(
            faults => faults.Up = new() { StallAfter = 0 },
            "RequestTimeoutException Read",
            "RequestTimeoutException Connect"),
        ["stall in the answer"] = new(
            faults => faults.Down = new() { StallAfter = 10_000 },
            "RequestTimeoutException Read",
            "RequestTimeoutException Read"),
        ["garbled beginning"] = new(faults => faults.Down = new() { GarbleAt = 0 }, "ProtocolException", NoTls),
        ["garbled answer"] = new(
            faults => faults.Down = new() { GarbleAt = 10_000 }, "another body", "ProtocolException"),
    };
}
