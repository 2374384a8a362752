using System.Diagnostics;

namespace Peregrine.Bench;

/// <summary>
/// Clients run on the first core and the server on the second, where there are two and `taskset` is there.
/// </summary>
internal static class Pinning
{
    internal static bool IsPossible { get; } = Environment.ProcessorCount > 1 && File.Exists("/usr/bin/taskset");

    internal static ProcessStartInfo Client(string program, params string[] arguments) => On(0, program, arguments);

    /// <summary>A client whose work is shared by several threads.</summary>
    internal static ProcessStartInfo FreeClient(string program, params string[] arguments) => new(program, arguments);

    internal static ProcessStartInfo Server(string program, params string[] arguments) => On(1, program, arguments);

    private static ProcessStartInfo On(int core, string program, string[] arguments) =>
        IsPossible ? new("/usr/bin/taskset", ["-c", $"{core}", program, .. arguments]) : new(program, arguments);
}
