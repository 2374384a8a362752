using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// What asks the program to end (SIGINT, SIGTERM, SIGHUP) ends the call first, so that nothing half-made is left; then
/// the program ends of the signal itself, as its caller expects. A second one ends it at once, and so does a wait that
/// can't be ended otherwise, after a second.
/// </summary>
internal sealed partial class Interruption : IDisposable
{
    private const int FirstSignal = 128; // What a shell adds to the number of a signal.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signal;

    internal Interruption() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, OnSignal)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    internal CancellationToken Token => _source.Token;

    /// <summary>Ends the program of the signal that came; gives the code for where that can't be done.</summary>
    internal int End()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        TemporaryFile.DeleteAll();
        if (!OperatingSystem.IsWindows() && _signal > 0)
        {
            _ = Raise(_signal);
            Thread.Sleep(TimeSpan.FromSeconds(2)); // The runtime delivers the signal from a thread of its own.
        }

        return FirstSignal + _signal;
    }

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _signal = context.Signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGTERM => 15, _ => 1 };
        _source.Cancel();
        new Thread(EndAfterGrace) { IsBackground = true }.Start();
    }

    // A read or a write that blocks on a pipe does not see the token.
    private void EndAfterGrace()
    {
        Thread.Sleep(Grace);
        End();
    }

    [LibraryImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Raise(int signal);
}
