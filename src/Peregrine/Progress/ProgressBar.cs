using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// Shows on the console how far transfers are, or how many of so many items are done: as
/// <see cref="RequestOptions.DownloadProgress"/>, <see cref="RequestOptions.UploadProgress"/> and
/// <see cref="DownloadOptions.Progress"/>, or around a sequence (<see cref="Over{T}(IEnumerable{T}, long?)"/>).
/// </summary>
/// <remarks>
/// It writes to standard error. On a terminal its line is drawn again in its place, ten times a second at most; several
/// bars have a line each. In a file or a pipe, on a dumb terminal (<c>TERM</c>) and on a build server (<c>CI</c>) it is
/// a line every ten seconds at most, and one at the end. Where transfers share a bar they are added up, until none is
/// under way: then the line ends and stays, and the next transfer begins another. Where items are counted they lead
/// the line, and bytes stand beside them. A line that the program writes meanwhile belongs into
/// <see cref="WriteLine"/>. It may be used by many threads at once.
/// </remarks>
/// <example><code>
/// session.Get("/large", new() { DownloadProgress = ProgressBar.Console() });
/// foreach (var url in ProgressBar.Console().Over(urls)) { … }
/// </code></example>
public sealed class ProgressBar : ITransferListener, IProgressLine, IDisposable
{
    private readonly ProgressBoard _board;
    private readonly string _label;
    private readonly ProgressCount _count;

    private ProgressBar(ProgressBoard board, string? label, long? total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total ?? 0, nameof(total));
        (_board, _label, _count) = (board, ProgressText.Label(label), new ProgressCount(board.Time, total));
    }

    long IProgressLine.ShownAt { get; set; }

    /// <summary>A bar on the console. Nothing is shown before something is done.</summary>
    /// <param name="label">What stands before the bar, such as the name of a file. The default is nothing.</param>
    /// <param name="total">How many items there will be, where the caller counts them by <see cref="Add"/>. The default
    /// is null: bytes of transfers are shown, and items without a total.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public static ProgressBar Console(string? label = null, long? total = null) =>
        On(ConsoleScreen.Board, label, total);

    /// <summary>A transfer tells how far it is.</summary>
    /// <param name="value">How far.</param>
    public void Report(Transfer value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_board.Gate)
        {
            _count.Report(value);
            Show();
        }
    }

    /// <summary>Items are done. When all of the total are, the line ends and stays.</summary>
    /// <param name="count">How many more. The default is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Add(long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_board.Gate)
        {
            _count.Add(count);
            Show();
        }
    }

    /// <summary>The items of a sequence, each counted when the next one is asked for.</summary>
    /// <param name="items">The items.</param>
    /// <param name="total">How many there will be. The default is null: as many as a collection has, else what
    /// <see cref="Console"/> was told, else it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public IEnumerable<T> Over<T>(IEnumerable<T> items, long? total = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(total ?? 0, nameof(total));
        return Counted(items, total ?? (items.TryGetNonEnumeratedCount(out var count) ? count : null));
    }

    /// <inheritdoc cref="Over{T}(IEnumerable{T}, long?)"/>
    /// <param name="items">The items, such as the outcomes of
    /// <see cref="HttpSession.SendManyAsync(IEnumerable{Request}, int, CancellationToken)"/>.</param>
    /// <param name="total">How many there will be. The default is null: what <see cref="Console"/> was told, else it is
    /// not known.</param>
    /// <param name="cancellationToken">Given to the sequence.</param>
    public IAsyncEnumerable<T> OverAsync<T>(
        IAsyncEnumerable<T> items, long? total = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(total ?? 0, nameof(total));
        return CountedAsync(items, total, cancellationToken);
    }

    /// <summary>
    /// Writes a line to standard output, above the bars that are shown, so that none of them is in its way.
    /// </summary>
    /// <param name="text">The line.</param>
    public void WriteLine(string? text = "")
    {
        lock (_board.Gate)
        {
            _board.WriteLine(text ?? "");
        }
    }

    /// <summary>Ends the line, if it is open: what was not done is shown as stopped. It may be used again.</summary>
    public void Dispose()
    {
        lock (_board.Gate)
        {
            if (_count.IsOpen)
            {
                End(_count.EndOf());
            }
        }
    }

    void ITransferListener.Abandon(object meter)
    {
        lock (_board.Gate)
        {
            if (_count.IsOpen && _count.IsLast(meter))
            {
                End(ProgressEnd.Stopped); // While what went over is still known.
            }

            _count.Abandon(meter);
        }
    }

    ProgressView IProgressLine.View() => _count.View(_label);

    internal static ProgressBar On(ProgressBoard board, string? label = null, long? total = null) =>
        new(board, label, total);

    private IEnumerable<T> Counted<T>(IEnumerable<T> items, long? total)
    {
        var isWhole = false;
        Begin(total);
        try
        {
            foreach (var item in items)
            {
                yield return item;
                Add();
            }

            isWhole = true;
        }
        finally
        {
            Finish(isWhole);
        }
    }

    private async IAsyncEnumerable<T> CountedAsync<T>(
        IAsyncEnumerable<T> items, long? total, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isWhole = false;
        Begin(total);
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return item;
                Add();
            }

            isWhole = true;
        }
        finally
        {
            Finish(isWhole);
        }
    }

    private void Begin(long? total)
    {
        lock (_board.Gate)
        {
            _count.Begin(total);
            _board.Show(this);
        }
    }

    private void Finish(bool isWhole)
    {
        lock (_board.Gate)
        {
            if (_count.Leave() && _count.IsOpen)
            {
                End(isWhole ? ProgressEnd.Whole : ProgressEnd.Stopped);
            }
        }
    }

    private void Show()
    {
        if (_count.IsAllDone)
        {
            End(ProgressEnd.Whole);
        }
        else
        {
            _board.Show(this);
        }
    }

    private void End(ProgressEnd end)
    {
        _count.Close(end);
        _board.End(this);
        _count.Forget();
    }
}
