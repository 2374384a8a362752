using System.Text;

namespace Peregrine;

/// <summary>
/// Shows how far a transfer is on a line of standard error that is written again and again, where that is a terminal
/// and the transfer takes a while. The line is gone at the end.
/// </summary>
internal sealed class ProgressLine : IProgress<Transfer>, IDisposable
{
    private const string Erase = "\r\e[K";
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(0.3);
    private readonly Lock _gate = new();
    private readonly Stream _errors = StandardStream.OpenErrors();
    private bool _isDrawn;
    private bool _hasEnded;

    private ProgressLine()
    {
    }

    /// <summary>The line; null where it would be seen by no one, or is not wanted.</summary>
    internal static ProgressLine? For(Plan plan) =>
        plan.Quietness > 0 || Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb"
            ? null
            : new ProgressLine();

    public void Report(Transfer value)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            if (value.IsDone)
            {
                Remove();
            }
            else if (value.Elapsed >= ShortestWait)
            {
                Write(Erase + TransferText.Of(value));
                _isDrawn = true;
            }
        }
    }

    /// <summary>Takes the line away; what is reported after that is not shown.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Remove();
            _hasEnded = true;
            _errors.Dispose();
        }
    }

    private void Remove()
    {
        if (_isDrawn)
        {
            Write(Erase);
            _isDrawn = false;
        }
    }

    private void Write(string text) => _errors.Write(Encoding.UTF8.GetBytes(text));
}
