using System.Runtime.InteropServices;

/// <summary>
/// Runs in the shop before its own code (<c>DOTNET_STARTUP_HOOKS</c>), so that the load program can ask for a
/// collection by SIGUSR1. Of a heap that is collected in part, nothing tells what is garbage and what is kept. The
/// runtime fixes the name, and wants it in no namespace.
/// </summary>
internal static class StartupHook
{
    internal const int Signal = 10; // SIGUSR1 of Linux

    private static PosixSignalRegistration? _registration;

    public static void Initialize() => _registration = PosixSignalRegistration.Create((PosixSignal)Signal, context =>
    {
        context.Cancel = true;
        GC.Collect();
    });
}
