using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>
/// One download from its first request to the file in its place: begun, or gone on with where an earlier run left it;
/// fetched; checked; moved.
/// </summary>
internal sealed class Downloader(DownloadSender sender, string path, DownloadOptions options)
{
    private readonly DownloadState _state = new(sender, options);

    // What is decoded is another file than what is stored.
    private readonly string _urlHash = PartRecord.HashOf(
        sender.Request.Url.AbsoluteUri + (options.Decode ? " decoded" : ""));

    private readonly bool _isFolder = Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
    private IReadOnlyList<DownloadPart> _parts = [];
    private string? _target;

    // What the caller asks a range of can't be gone on with: its places are others.
    private bool MayKeep => options.Resume && !sender.HasOwnRange;

    private bool MaySplit => options.Segments > 1 && !sender.IsBlocking && !sender.HasOwnRange;

    private PartFetch Fetch => new(sender, _state, options);

    internal async ValueTask<DownloadResult> RunAsync()
    {
        RefuseExisting(_isFolder ? null : path);
        try
        {
            var first = Resume() ? null : await BeginAsync().ConfigureAwait(false);
            await FetchAsync(first).ConfigureAwait(false);
            return Finish();
        }
        catch (Exception failure)
        {
            Leave(failure);
            throw;
        }
        finally
        {
            _state.Close();
        }
    }

    // An earlier run may have left a part of this very address.
    private bool Resume()
    {
        _target = Path.GetFullPath(path);
        return MayKeep && !_isFolder && PartFile.Resume(_target, _urlHash) is { } file && Continue(file);
    }

    private bool Continue(PartFile file)
    {
        _state.Opened = file;
        if (file.Kept is not { } record)
        {
            return false;
        }

        var missing = record.MissingOf(RandomAccess.GetLength(file.Handle))!;
        var parts = DownloadPlan.Split(missing, record.File.Total, MaySplit ? options.Segments : 1);
        _state.Continue(record, missing);

        // The process may end at any moment from here on, and what the record says must be true of the file then: of
        // one stream, that all up to the file's end is there; of several, what is missing, because the first byte at a
        // later place makes the file longer, with a hole before it.
        var isOne = parts is [{ IsWhole: true }];
        if (isOne)
        {
            RandomAccess.SetLength(file.Handle, parts[0].At); // Segments may have left bytes behind the gap.
        }

        if (isOne != record.Missing is null)
        {
            file.Write(record.File, isOne ? null : missing);
        }

        _parts = parts;
        return true;
    }

    // Asks for the file, and makes a place for it. Null where it comes in parts.
    private async ValueTask<DownloadResponse?> BeginAsync()
    {
        if (MaySplit && await AskAsync().ConfigureAwait(false) is { } head)
        {
            if (!Open(head, isSame: record => record.File.Validator == RangeRules.Validator(head.Headers)))
            {
                var remote = RemoteFile.From(
                    head.Headers, LengthOf(head), Digests.Told(head.Headers, hasWhole: true, hasContent: false));
                _state.BeginParts(head, remote);
                _parts = DownloadPlan.Split([new Gap(0, remote.Total)], remote.Total, options.Segments);
            }

            return null;
        }

        var first = await Fetch.OpenFirstAsync().ConfigureAwait(false);
        var (response, answer) = first;
        try
        {
            if (Open(response, isSame: record => record.File.IsSameIn(response.Headers)))
            {
                response.Dispose(); // The name had to be known first; what is there need not come again.
                return null;
            }

            _state.Begin(response, answer);
            _parts = [DownloadPlan.Whole(_state.Remote!.Total)];
            return first;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // Opens the file beside its place. Whether an earlier run left a part of it.
    private bool Open(Response response, Func<PartRecord, bool> isSame)
    {
        _target = Target(response);
        RefuseExisting(_target);
        Directory.CreateDirectory(Path.GetDirectoryName(_target)!);
        _state.Opened = MayKeep ? PartFile.Keep(_target, _urlHash) : PartFile.Create(_target);
        return _state.File.Kept is { } record && isSame(record) && Continue(_state.File);
    }

    // A HEAD says whether parts can be had; null without them.
    private async ValueTask<Response?> AskAsync()
    {
        try
        {
            var sent = sender.Request with { Method = HttpMethod.Head };
            using var head = await sender.OpenAsync(sent, sender.CancellationToken).ConfigureAwait(false);
            var givesParts = head.StatusCode == 200 && head.Headers[HeaderNames.AcceptRanges] is "bytes"
                && RangeRules.Validator(head.Headers) is not null && !_state.IsDecoded(head);
            return givesParts && LengthOf(head) >= 2 * DownloadPlan.LeastSegment ? head : null;
        }
        catch (RequestException failure) when (failure.IsTransient)
        {
            return null;
        }
    }

    // Once, an answer that contradicts another is no failure: without ranges the file may come all the same.
    private async ValueTask FetchAsync(DownloadResponse? first)
    {
        try
        {
            await new PartsFetch(sender, Fetch).RunAsync(_parts, first).ConfigureAwait(false);
        }
        catch (RangeRefusedException)
        {
            _state.Distrust(wasHead: _parts is not [{ IsWhole: true }]);
            _parts = [DownloadPlan.Whole(null)];
            try
            {
                await new PartsFetch(sender, Fetch).RunAsync(_parts, null).ConfigureAwait(false);
            }
            catch (RangeRefusedException refused)
            {
                throw new ProtocolException(refused.Message, sender.Request);
            }
        }
    }

    private DownloadResult Finish()
    {
        if (options.FlushToDisk)
        {
            RandomAccess.FlushToDisk(_state.File.Handle);
        }

        Check(_state.File.Handle);
        var length = RandomAccess.GetLength(_state.File.Handle);
        var target = _state.Beginning is { } beginning ? Target(beginning) : _target!;
        RefuseExisting(target);
        _state.File.MoveTo(target, options.Overwrite);
        _state.End();
        return new DownloadResult(target, length, _state.Received, sender.Requests, _state.Response!);
    }

    private static long? LengthOf(Response head) => ContentRange.Number(head.Headers[HeaderNames.ContentLength]);

    private string Target(Response response) =>
        Path.GetFullPath(_isFolder ? Path.Combine(path, FileNames.ForResponse(response)) : path);

    private void RefuseExisting(string? target)
    {
        if (target is not null && !options.Overwrite && File.Exists(target))
        {
            throw new IOException($"The file '{target}' is there already.");
        }
    }

    private void Check(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (_state.Remote!.Total is { } total && length != total)
        {
            throw new ProtocolException(
                $"{sender.Request} gave {length} bytes and not {total}.",
                sender.Request,
                HttpRequestError.ResponseEnded);
        }

        var digests = Digests.Parse(_state.Remote.Digests, options.Sha256);
        if (digests.Count == 0)
        {
            return;
        }

        using var borrowed = new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false);
        using var stream = new FileStream(borrowed, FileAccess.Read);
        if (Digests.Broken(stream, digests) is { } broken)
        {
            throw new DecodingException(
                $"The file of {sender.Request} does not match the expected {broken.Name} digest.", sender.Request);
        }
    }

    // A part is kept when it may become the file: not when the server contradicts itself, or the digest is another. A
    // limit that the caller set says nothing against it. What made the download fail is the news, whatever happens
    // here: a record that is not whole is none, and the next run begins anew.
    private void Leave(Exception failure)
    {
        if (_state.Opened is not { } file)
        {
            return;
        }

        try
        {
            if (!MayKeep || _state.Remote?.Validator is null || file.IsEmpty || SpeaksAgainstThePart(failure))
            {
                file.Delete();
            }
            else if (_parts is not []) // Else nothing was asked for yet, and all is as the earlier run left it.
            {
                file.Write(_state.Remote, _parts is [{ IsWhole: true }] ? null : DownloadPlan.Missing(_parts));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static bool SpeaksAgainstThePart(Exception failure) => failure switch
    {
        ProtocolException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
        ProtocolException broken => !broken.IsTransient,
        _ => failure is DecodingException or RangeRefusedException,
    };
}
