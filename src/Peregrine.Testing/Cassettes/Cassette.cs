namespace Peregrine;

/// <summary>
/// A file with answers that were recorded, to be played in a test:
/// <c>new HttpSession(new() { NetworkMiddleware = { cassette.Play } })</c>. It is a HAR; a <see cref="HarRecorder"/>
/// writes it and hides secrets in it. For an <see cref="HttpClient"/>, use such a session's
/// <see cref="HttpSession.AsHandler"/>.
/// </summary>
/// <remarks>
/// <para>Each send is answered alone: the redirects, retries and challenges of a call play as they were recorded.
/// Requests for OAuth tokens run past a cassette. Alike recordings play in their order, the last one again and again.
/// A send that failed was recorded, and is passed over.</para>
/// <para>A value that the recording hides is never compared: it is equal to any.</para>
/// <para>A streamed body was recorded as far as its reader read it. Who reads further gets a
/// <see cref="CassetteException"/> there.</para>
/// </remarks>
public sealed class Cassette : IDisposable, IAsyncDisposable
{
    private const long LargestBody = 64 * 1024 * 1024;
    private readonly Lock _gate = new();
    private readonly CassetteEntries _entries;
    private readonly bool _records;
    private HarRecorder? _recorder;
    private string[]? _secretNames;
    private bool _isDisposed;

    private Cassette(string path, CassetteMode mode, bool records, CassetteEntries entries)
    {
        (Path, Mode, _records, _entries) = (path, mode, records, entries);
        Play = PlayAsync;
    }

    /// <summary>The middleware, for <see cref="HttpSessionOptions.NetworkMiddleware"/>.</summary>
    /// <exception cref="CassetteException">In a call: the cassette lacks the request, or can't record it.</exception>
    /// <exception cref="ObjectDisposedException">In a call: the cassette was disposed.</exception>
    public Middleware Play { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The mode that it was opened with.</summary>
    public CassetteMode Mode { get; }

    /// <summary>
    /// What of a request has to be as it was recorded. The default is method, URL and body. Set it before the first
    /// call.
    /// </summary>
    /// <exception cref="InvalidOperationException">Setting: a call was made already.</exception>
    public CassetteMatch Match
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ThrowIfBegun();
            field = value;
        }
    } = CassetteMatch.MethodAndUrl | CassetteMatch.Body;

    /// <summary>
    /// Whether secrets are recorded as they are (<see cref="HarRecorder.ShowSecrets"/>). The default is false. Set it
    /// before the first call.
    /// </summary>
    /// <exception cref="InvalidOperationException">Setting: a call was made already.</exception>
    public bool ShowSecrets
    {
        get;
        set
        {
            ThrowIfBegun();
            field = value;
        }
    }

    /// <summary>
    /// Names of secrets beside those that the library knows (<see cref="HarRecorder.SecretNames"/>). It is read at the
    /// first call.
    /// </summary>
    public ICollection<string> SecretNames { get; } = [];

    /// <summary>Opens a cassette. The file is not written before the first request that is recorded.</summary>
    /// <param name="path">The file, a HAR: of a cassette, a <see cref="HarRecorder"/>, a browser.</param>
    /// <param name="mode">When requests are sent, and when they are answered from the file.</param>
    /// <exception cref="FileNotFoundException">It is to be replayed, and is not there.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no HAR.</exception>
    public static Cassette Open(string path, CassetteMode mode = CassetteMode.Auto)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode.");
        }

        var isRead = mode == CassetteMode.Replay || (mode != CassetteMode.Record && File.Exists(path));
        var records = mode is CassetteMode.Record or CassetteMode.Append || !isRead;
        return new Cassette(path, mode, records, new CassetteEntries(isRead ? HarFile.Read(path).Entries : []));
    }

    /// <summary>Ends the recording, as <see cref="HarRecorder.Dispose"/> does.</summary>
    /// <exception cref="IOException">The file could not be written whole.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _recorder?.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>The mode, and how many entries it can play.</summary>
    public override string ToString() => $"{nameof(Cassette)}: {Mode}, {_entries.Count} entries";

    private async ValueTask<Response> PlayAsync(Request request, Next next)
    {
        var secretNames = Begin();
        next.CancellationToken.ThrowIfCancellationRequested();
        if (_entries.Count > 0 || !_records)
        {
            var asked = next.IsBlocking
                ? HarRequest.From(request, secretNames)
                : await HarRequest.FromAsync(request, secretNames, next.CancellationToken).ConfigureAwait(false);
            if (_entries.Next(Match, asked, request) is { } entry)
            {
                return entry.ToResponse(request, () => Cut(request, entry));
            }

            if (!_records)
            {
                throw Missing(asked, request, secretNames);
            }
        }

        return await RecordAsync(request, next).ConfigureAwait(false);
    }

    private async ValueTask<Response> RecordAsync(Request request, Next next)
    {
        var recorder = Recorder();
        var response = await recorder.Record(request, next).ConfigureAwait(false);
        if (recorder.Failure is { } failure)
        {
            response.Dispose();
            throw new CassetteException($"{Path} could not record {request}: {failure.Message}", failure);
        }

        return response;
    }

    // A message also hides what the recording hides in each query: what credentials write, whatever its name.
    private CassetteException Missing(HarRequest asked, Request request, string[] secretNames)
    {
        var hidden = ShowSecrets ? secretNames : [.. secretNames, .. _entries.HiddenParameters];
        var shown = asked.WithoutSecrets(hidden);
        return new CassetteException(
            $"{Path} has no recording of {shown.Method} {shown.Url}. "
            + $"{_entries.Nearest(Match, shown, request, hidden)} CassetteMode.Append would add it.");
    }

    private CassetteException Cut(Request request, HarEntry entry) => new(
        $"{Path} holds the first {entry.Response.Bytes.Length} bytes of the answer to {request}, and is read further "
        + $"({entry.Response.Comment ?? "the rest was not recorded"}).");

    private string[] Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _secretNames ??= [.. SecretNames];
        }
    }

    private HarRecorder Recorder()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _recorder ??= new HarRecorder(Path, append: Mode == CassetteMode.Append)
            {
                MaxBodyBytes = LargestBody,
                ShowSecrets = ShowSecrets,
                SecretNames = [.. SecretNames],
            };
        }
    }

    private void ThrowIfBegun()
    {
        if (_secretNames is not null)
        {
            throw new InvalidOperationException("A cassette is set up before its first call.");
        }
    }
}
