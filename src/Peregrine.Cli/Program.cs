using System.Text;

namespace Peregrine;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8; // Elsewhere the locale decides, and is right.
        }

        return (int)await RunAsync(args);
    }

    private static async Task<ExitCode> RunAsync(string[] args) => args switch
    {
        [] or ["help" or "-h"] => Usage.Show(),
        ["curl", ..] => await CurlCall.RunAsync(args[1..]),
        ["tour", ..] => MoreProgram.Run(args),
        _ when args.Contains("--help") => Usage.Show(),
        ["--version", ..] => Usage.ShowVersion(),
        _ => await CallCommand.RunAsync(args),
    };
}
