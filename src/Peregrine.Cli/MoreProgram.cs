using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// The second program of the command, in the folder <c>more</c> beside this one. It holds what a plain call does not
/// need, and would pay for at its start.
/// </summary>
internal static partial class MoreProgram
{
    private const string Name = "Peregrine.Cli.More";

    /// <summary>Has the second program do what the arguments ask for.</summary>
    /// <returns>Its exit code. On Unix it takes the place of this process, and nothing is returned.</returns>
    internal static ExitCode Run(string[] arguments)
    {
        if (CommandFor(Path.Combine(AppContext.BaseDirectory, "more")) is not { } command)
        {
            var what = arguments is ["tour", ..] ? "tour" : "--filter";
            Messages.Say($"{what} is done by a second program, {Name}, which is not in 'more' beside this one.");
            return ExitCode.Usage;
        }

        string[] whole = [.. command, .. arguments];
        return OperatingSystem.IsWindows() ? RunBelow(whole) : Replace(whole);
    }

    // A program of this platform starts by itself; the portable one needs the host of .NET.
    private static string[]? CommandFor(string folder)
    {
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        var assembly = Path.Combine(folder, Name + ".dll");
        return !File.Exists(assembly) ? null
            : Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
                ? [host, assembly]
            : File.Exists(program) ? [program]
            : ["dotnet", assembly];
    }

    // The terminal, the descriptors, and the signals of this process are the other one's then.
    private static ExitCode Replace(string[] command)
    {
        _ = Execute(command[0], [.. command, null]);
        Messages.Say($"{command[0]} can't be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        return ExitCode.Failure;
    }

    private static ExitCode RunBelow(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        process.WaitForExit();
        return (ExitCode)process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string file, string?[] arguments);
}
