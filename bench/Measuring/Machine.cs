using System.Runtime.InteropServices;

namespace Peregrine.Bench;

/// <summary>What it ran on.</summary>
internal static class Machine
{
    internal static void Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        Console.WriteLine(
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription}, {model}, "
            + $"{Environment.ProcessorCount} cores, clients and server "
            + $"{(Pinning.IsPossible ? "pinned apart" : "not pinned")}, load "
            + $"{File.ReadAllText("/proc/loadavg").Split(' ')[0]}\n");
    }
}
