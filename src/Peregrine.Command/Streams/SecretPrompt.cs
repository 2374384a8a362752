using System.Text;

namespace Peregrine;

/// <summary>
/// Asks on the terminal for what should not be seen on it, whatever standard input and output are.
/// </summary>
internal static class SecretPrompt
{
    private const string Terminal = "/dev/tty";

    /// <summary>The line that the user types.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="otherwise">How it is told where there is no terminal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UsageException">There is no terminal, or it was closed before a line came.</exception>
    internal static async Task<string> AskAsync(
        string question, string otherwise, CancellationToken cancellationToken)
    {
        using var terminal = Open(otherwise);
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

    private static FileStream Open(string otherwise)
    {
        var refusal = new UsageException($"a password is needed, and there is no terminal to ask for it: {otherwise}.");
        try
        {
            return OperatingSystem.IsWindows()
                ? throw refusal
                : new FileStream(Terminal, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            throw refusal;
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
