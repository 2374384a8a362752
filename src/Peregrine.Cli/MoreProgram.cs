using System.ComponentModel;
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
        var folder = Path.Combine(AppContext.BaseDirectory, "more");
        if (!File.Exists(Path.Combine(folder, Name + ".dll")))
        {
            var what = arguments is ["tour", ..] ? "tour" : "--filter";
            Messages.Say($"{what} is done by a second program, {Name}, which is not in 'more' beside this one.");
            return ExitCode.Usage;
        }

        foreach (var command in CommandsFor(folder))
        {
            string[] whole = [.. command, .. arguments];
            if ((OperatingSystem.IsWindows() ? RunBelow(whole) : Replace(whole)) is { } code)
            {
                return code;
            }
        }

        Messages.Say($"{arguments[0]} needs the runtime of .NET, and there is no 'dotnet' on the path.");
        return ExitCode.Failure;
    }

    // Where this program runs in the host of .NET, so does the other. Else its own start file is tried, which a package
    // may have left without the right to be run, and the host on the path.
    private static IEnumerable<string[]> CommandsFor(string folder)
    {
        var assembly = Path.Combine(folder, Name + ".dll");
        return Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? [[host, assembly]]
            : [[Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name)], ["dotnet", assembly]];
    }

    // The terminal, the descriptors, and the signals of this process are the other one's then.
    private static ExitCode? Replace(string[] command)
    {
        _ = Execute(command[0], [.. command, null]);
        return null; // It could not be started.
    }

    private static ExitCode? RunBelow(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
            process.WaitForExit();
            return (ExitCode)process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null; // It could not be started.
        }
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string file, string?[] arguments);
}
