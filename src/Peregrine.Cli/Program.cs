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
        ["curl", .. var rest] => await CurlCall.RunAsync(rest),
        ["tour", ..] => MoreProgram.Run(args),
        _ => HelpCommand.Run(args)
            ?? await CallCommand.RunAsync(args, new CallHost { HandOver = () => MoreProgram.Run(args) }),
    };
}
