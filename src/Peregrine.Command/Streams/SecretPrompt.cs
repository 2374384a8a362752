using System.Text;

namespace Peregrine;

/// <summary>
/// Asks on the terminal for what should not be seen on it, whatever standard input and output are.
/// </summary>
internal static class SecretPrompt
{
    private const string Terminal = "/dev/tty";
    private const string NoTerminal =
        "a password is needed, and there is no terminal to ask for it: write USER:PASSWORD, or use --auth-env.";

    /// <summary>The line that the user types.</summary>
    /// <exception cref="UsageException">There is no terminal, or it was closed before a line came.</exception>
    internal static async Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        using var terminal = Open();
        using var screen = new ForgivingStream(terminal); // It may be closed in the meantime.
        using var silence = TerminalEcho.Silence(terminal.SafeFileHandle);
        try
        {
            screen.Write(Encoding.UTF8.GetBytes("peregrine: " + question));
            var reading = Task.Run(() => ReadLine(terminal), CancellationToken.None);
            return await reading.WaitAsync(cancellationToken)
                ?? throw new UsageException("no password was typed.");
        }
        finally
        {
            screen.Write("\n"u8); // The user's own was not shown.
        }
    }

    private static FileStream Open()
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? throw new UsageException(NoTerminal)
                : new FileStream(Terminal, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(NoTerminal);
        }
    }

    // A byte at a time: what follows the line belongs to the program that runs next.
    private static string? ReadLine(FileStream terminal)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (terminal.Read(one) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(one[0]);
        }

        return line.Count > 0 ? Encoding.UTF8.GetString([.. line]) : null;
    }
}
