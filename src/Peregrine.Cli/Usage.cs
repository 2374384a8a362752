namespace Peregrine;

/// <summary>The text for those who ask for help, and for those who need it.</summary>
internal static class Usage
{
    private const string Text =
        """
        peregrine: HTTP calls from the command line

          peregrine tour                  calls of every kind, live and checked, against a server in this process
          peregrine tour --against URL    the same against any httpbin, such as http://127.0.0.1:8000
          peregrine --help                this text

        Exit codes: 0 when every check held, 1 when one failed or the server was not reached, 2 for wrong usage.
        Colours are for terminals only; NO_COLOR=1 turns them off there too.
        """;

    internal static ExitCode Show()
    {
        Console.Out.WriteLine(Text);
        return ExitCode.Success;
    }

    internal static ExitCode Refuse(string reason)
    {
        Console.Error.WriteLine($"peregrine: {reason}");
        Console.Error.WriteLine();
        Console.Error.WriteLine(Text);
        return ExitCode.Usage;
    }
}
