using System.Runtime.InteropServices;

namespace Peregrine.Bench;

/// <summary>What the processes that this one started, and that have ended, took of the processor.</summary>
internal static class ChildrenCpu
{
    private const int OfChildren = -1; // RUSAGE_CHILDREN

    internal static double Microseconds
    {
        get
        {
            // Seconds and microseconds for the user, and again for the system; then fourteen numbers that we leave.
            var usage = new long[18];
            return GetUsage(OfChildren, usage) == 0
                ? ((usage[0] + usage[2]) * 1e6) + usage[1] + usage[3]
                : throw new InvalidOperationException("getrusage failed");
        }
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
