using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// Writes what a session sends and receives to a file in the format HAR 1.2, which browsers and other tools show:
/// <c>new HttpSession(new() { NetworkMiddleware = { har.Record } })</c>. One recorder may serve several sessions; two
/// recorders must not write to one file.
/// </summary>
/// <remarks>
/// <para>Each send of a call is an entry, with its timings: redirects, retries and answers to challenges too, linked by
/// <see cref="HarEntry.CallId"/> and <see cref="HarEntry.Follows"/>. Requests for OAuth tokens are none. An entry is
/// written as soon as its body has been read, by the thread that read it. The file is whole behind each entry, and a
/// crash in the middle of a write leaves one that <see cref="HarFile.Read"/> opens.</para>
/// <para>Secrets are <c>***</c> unless <see cref="ShowSecrets"/> is set: credentials, cookies, and the values of
/// parameters, fields of forms, members of JSON and elements of XML that are named like secrets, or as
/// <see cref="SecretNames"/> says. A value of six or more characters that was seen in such a place is hidden wherever
/// else it stands, in bodies too, as it is, escaped, or in Base64. What is written holds none of the secrets that were
/// known by then; where a value shows itself as a secret later, it is taken out of the entries before when the recorder
/// is disposed.</para>
/// <para>A body that is streamed is recorded as its reader reads it; what the reader leaves is not in the file
/// (<see cref="HarResponse.IsCut"/>). A send that fails is an entry without a response.</para>
/// <para>When the file can't be written, as on a full disk, the calls go on: see <see cref="Failure"/>.</para>
/// </remarks>
public sealed partial class HarRecorder : IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HarLog _log;
    private readonly KnownSecrets _known = new();
    private readonly ConditionalWeakTable<Call, HarCall> _calls = [];
    private readonly Dictionary<HarSend, Func<HarEntry>> _open = [];
    private HarMask? _mask;
    private SecretNameRule? _rule;
    private (long Id, long Call) _last;
    private int _written;
    private int _lost;
    private int _running; // Sends that are neither in the file nor lost.
    private bool _isDisposed;

    /// <summary>Makes the file, in place of one that is there. On Unix only its owner may read it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="append">Whether the entries of a HAR that is there are kept, and new ones added to them.</param>
    /// <exception cref="IOException">It can't be made, or a file that is to be kept can't be read.</exception>
    /// <exception cref="InvalidDataException">A file that is to be kept is no HAR.</exception>
    public HarRecorder(string path, bool append = false)
        : this(path, append, null)
    {
    }

    internal HarRecorder(string path, bool append, HarLog.WriteAt? write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        var kept = append && File.Exists(path) ? HarFile.Read(path) : null;
        _last = (kept?.Entries.Max(static one => one.Id) ?? 0, kept?.Entries.Max(static one => one.CallId) ?? 0);
        _log = HarLog.Create(path, kept?.Texts ?? [], write);
        Record = RecordAsync;
    }

    /// <summary>The middleware, for <see cref="HttpSessionOptions.NetworkMiddleware"/>.</summary>
    /// <exception cref="ObjectDisposedException">In a call: the recorder was disposed.</exception>
    public Middleware Record { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>
    /// How many bytes of each body are kept, on the wire and with its content codings undone. The default is 1 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Setting: it is negative.</exception>
    public long MaxBodyBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1024 * 1024;

    /// <summary>Whether secrets are written as they are. The default is false.</summary>
    public bool ShowSecrets { get; init; }

    /// <summary>
    /// Names of secrets beside those that the library knows: of header fields, parameters, fields of forms and members
    /// of JSON. Letter case does not count. It is read at the first send.
    /// </summary>
    public ICollection<string> SecretNames { get; init; } = [];

    /// <summary>
    /// Why an entry could not be made or written, the first time; null while all of them were. The calls are not
    /// disturbed by it, each later entry is tried again, and <see cref="Dispose"/> says how many are missing.
    /// </summary>
    public Exception? Failure { get; private set; }

    /// <summary>
    /// Ends the recording: writes streamed responses that are still being read as far as they have come, and puts the
    /// entries into the order in which they began.
    /// </summary>
    /// <exception cref="IOException">Entries are missing, or still show what turned out to be a secret, because the
    /// file could not be written, or because sends were under way that had no response yet.</exception>
    public void Dispose()
    {
        foreach (var send in Open())
        {
            Close(send);
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            CountRunning();
            try
            {
                _log.Finish(_known.Count, Hidden);
            }
            finally
            {
                _log.Dispose();
            }
        }

        ThrowIfIncomplete();
    }

    /// <summary>As <see cref="Dispose"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>How many entries there are, never where or what they hold.</summary>
    public override string ToString() => $"{nameof(HarRecorder)}: {_written} entries";

    private async ValueTask<Response> RecordAsync(Request request, Next next)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var send = Begin(request, next.Call);
        Count();
        Response response;
        try
        {
            response = await next.SendAsync(send.Watched()).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Write(() => send.Failed(failure));
            throw;
        }

        send.Answered = send.Time.GetTimestamp();
        if (response.IsWhole)
        {
            Write(() => send.Completed(response));
        }
        else if (response.IsUnclaimed)
        {
            Watch(send, response);
        }
        else
        {
            Write(() => send.Unseen(response));
        }

        return response;
    }

    private HarSend Begin(Request request, Call call)
    {
        var here = _calls.GetValue(call, _ => new HarCall(Interlocked.Increment(ref _last.Call)));
        Rule().AddParameterOf(call.Settings.Auth, request);
        var table = call.Settings.Session.Codings;
        return new HarSend(request, MaxBodyBytes)
        {
            Begun = here.Begin(Interlocked.Increment(ref _last.Id), call),
            Time = call.Time,
            Started = call.Time.GetTimestamp(),
            Table = ReferenceEquals(table, CodingTable.None) ? CodingTable.Standard : table,
            Undone = call.Settings.Codings,
        };
    }

    private SecretNameRule Rule()
    {
        lock (_gate)
        {
            if (_rule is null)
            {
                _rule = new SecretNameRule(SecretNames);
                _mask = new HarMask(_known, _rule);
            }

            return _rule;
        }
    }

    private void Watch(HarSend send, Response response)
    {
        lock (_gate)
        {
            _open[send] = () => send.Left(response, isWhole: false, null);
        }

        send.Watch(response, (isWhole, failure) =>
        {
            if (Forget(send))
            {
                Write(() => send.Left(response, isWhole, failure));
            }
        });
    }

    private HarSend[] Open()
    {
        lock (_gate)
        {
            return [.. _open.Keys];
        }
    }

    private bool Forget(HarSend send)
    {
        lock (_gate)
        {
            return _open.Remove(send);
        }
    }

    private void Close(HarSend send)
    {
        Func<HarEntry>? entry;
        lock (_gate)
        {
            _open.Remove(send, out entry);
        }

        if (entry is not null)
        {
            Write(entry);
        }
    }
}
