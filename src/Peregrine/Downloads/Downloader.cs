using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>
/// One file: written beside its place, fetched on where a connection was cut, checked, and only then put in its place.
/// </summary>
internal sealed class Downloader(
    Request request, string path, DownloadOptions options, TimeProvider time, bool isBlocking,
    Func<Request, ValueTask<Response>> open, CancellationToken cancellationToken)
{
    private const long LeastSegment = 1024 * 1024;
    private const int BufferSize = 64 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private Response? _first;
    private string? _validator;
    private long? _total;
    private long _received;
    private int _requests;
    private TransferMeter? _meter;

    internal async ValueTask<DownloadResult> RunAsync()
    {
        var isFolder = Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
        RefuseExisting(isFolder ? null : path);
        var response = options.Segments > 1 && !isBlocking ? await AskAsync().ConfigureAwait(false) : await FirstAsync().ConfigureAwait(false);
        var target = Path.GetFullPath(isFolder ? Path.Combine(path, FileNames.Of(_first!)) : path);
        var part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            RefuseExisting(target);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            RefuseTooLarge(_total ?? 0, target);
            using (var file = File.OpenHandle(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
            {
                await FetchAsync(file, response).ConfigureAwait(false);
                RandomAccess.FlushToDisk(file);
                Check(file);
            }

            var length = new FileInfo(part).Length;
            File.Move(part, target, options.Overwrite);
            _meter?.End();
            return new DownloadResult(target, length, _received, _requests, _first!);
        }
        catch
        {
            response?.Dispose();
            File.Delete(part);
            throw;
        }
    }

    // A HEAD says whether parts can be had; without them the file comes whole.
    private async ValueTask<Response?> AskAsync()
    {
        using var head = await open(request with { Method = HttpMethod.Head }).ConfigureAwait(false);
        _requests++;
        if (!head.IsSuccess || head.Headers["Accept-Ranges"] is not "bytes")
        {
            return await FirstAsync().ConfigureAwait(false);
        }

        Learn(head);
        if (_validator is not null && _total >= 2 * LeastSegment)
        {
            return null;
        }

        return await FirstAsync().ConfigureAwait(false);
    }

    private async ValueTask<Response> FirstAsync()
    {
        for (var failures = 0; ; failures++)
        {
            Response? response = null;
            try
            {
                response = await open(request).ConfigureAwait(false);
                _requests++;
                await SucceedAsync(response).ConfigureAwait(false);
                Learn(response);
                return response;
            }
            catch (RequestException failure) when (failure.IsTransient && failures < options.Retries)
            {
                response?.Dispose();
                await PauseAsync(failures + 1, failure).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask FetchAsync(SafeFileHandle file, Response? response)
    {
        if (response is null)
        {
            try
            {
                await FetchPartsAsync(file).ConfigureAwait(false);
                return;
            }
            catch (PartsRefusedException)
            {
                response = await FirstAsync().ConfigureAwait(false);
            }
        }

        Follow();
        await FetchPartAsync(file, new DownloadPart(0) { End = _total, IsWhole = true }, response).ConfigureAwait(false);
    }

    private async ValueTask FetchPartsAsync(SafeFileHandle file)
    {
        var total = _total!.Value;
        var size = Math.Max(LeastSegment, (total + options.Segments - 1) / options.Segments);
        Follow();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = new List<Task>();
        for (long start = 0; start < total; start += size)
        {
            parts.Add(FetchPartAsync(file, new DownloadPart(start) { End = Math.Min(start + size, total) }, null, stop).AsTask());
        }

        await Task.WhenAll(parts).ConfigureAwait(false);
    }

    private async ValueTask FetchPartAsync(SafeFileHandle file, DownloadPart part, Response? response, CancellationTokenSource? stop = null)
    {
        for (var failures = 0; ;)
        {
            var before = part.At;
            RequestException? failure = null;
            try
            {
                stop?.Token.ThrowIfCancellationRequested();
                response ??= await OpenAsync(file, part).ConfigureAwait(false);
                before = part.At;
                await CopyAsync(file, part, response).ConfigureAwait(false);
                if (part.End is not { } end || part.At >= end)
                {
                    return;
                }
            }
            catch (RequestException cause) when (cause.IsTransient)
            {
                failure = cause;
            }
            catch when (stop is not null)
            {
                await stop.CancelAsync().ConfigureAwait(false); // The other parts are of no use without this one.
                throw;
            }
            finally
            {
                response?.Dispose();
                response = null;
            }

            failures = part.At > before ? 0 : failures + 1;
            if (failures > options.Retries)
            {
                throw failure ?? new ProtocolException($"{request} gives no more of the file.", request, HttpRequestError.ResponseEnded);
            }

            await PauseAsync(failures, failure).ConfigureAwait(false);
        }
    }

    // Asks for what is missing; a server that gives all of it again is taken at its word.
    private async ValueTask<Response> OpenAsync(SafeFileHandle file, DownloadPart part)
    {
        if (part.IsWhole && (part.At == 0 || _validator is null))
        {
            Restart(file, part);
            var anew = await FirstAsync().ConfigureAwait(false);
            part.End = _total;
            return anew;
        }

        var response = await open(RangeRules.Between(request, part.At, part.End, _validator!)).ConfigureAwait(false);
        _requests++;
        if (response.StatusCode == 206)
        {
            return IsPart(response, part) ? response : throw Refused(response, "gave another part of the file than was asked for");
        }

        if (response.StatusCode is 200 or 416 && !part.IsWhole)
        {
            response.Dispose();
            throw new PartsRefusedException();
        }

        if (response.StatusCode == 416)
        {
            response.Dispose();
            _validator = null; // The file is another one now.
            return await OpenAsync(file, part).ConfigureAwait(false);
        }

        await SucceedAsync(response).ConfigureAwait(false);
        Restart(file, part);
        Learn(response);
        part.End = _total;
        return response;
    }

    private bool IsPart(Response response, DownloadPart part) =>
        RangeRules.Parse(response.Headers["Content-Range"]) is { } range && range.Start == part.At && (part.End is null || range.End <= part.End)
        && (range.Total is null || _total is null || range.Total == _total)
        && (response.Headers["ETag"] is not { } tag || !_validator!.StartsWith('"') || tag == _validator);

    private async ValueTask CopyAsync(SafeFileHandle file, DownloadPart part, Response response)
    {
        var input = response.DownloadInput(isBlocking, cancellationToken);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await input.ReadAsync(buffer).ConfigureAwait(false) is var read && read > 0)
            {
                if (part.End is { } end && !part.IsWhole && part.At + read > end)
                {
                    throw Refused(response, "gave more of the file than was asked for");
                }

                if (isBlocking)
                {
                    RandomAccess.Write(file, buffer.AsSpan(0, read), part.At);
                }
                else
                {
                    await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), part.At, cancellationToken).ConfigureAwait(false);
                }

                Took(part, read, response);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Took(DownloadPart part, int read, Response response)
    {
        part.At += read;
        Interlocked.Add(ref _received, read);
        if (part.At > options.MaxBytes)
        {
            throw BodyReader.TooLarge(response, options.MaxBytes.Value);
        }

        if (_meter is { } meter)
        {
            lock (meter)
            {
                meter.Add(read);
            }
        }
    }

    private void Learn(Response response)
    {
        _first ??= response;
        var isCoded = CodingTable.Names(response.Headers).Count > 0;
        _validator = isCoded ? null : RangeRules.Validator(response.Headers);
        _total = isCoded || !long.TryParse(response.Headers[HeaderNames.ContentLength], out var length) ? null : length;
    }

    private void Restart(SafeFileHandle file, DownloadPart part)
    {
        RandomAccess.SetLength(file, 0);
        part.At = 0;
        Follow();
    }

    private void Follow() => _meter = options.Progress is { } progress ? new TransferMeter(progress, _total, time) : null;

    private async ValueTask SucceedAsync(Response response)
    {
        if (!response.IsSuccess)
        {
            _ = isBlocking ? response.EnsureSuccess() : await response.EnsureSuccessAsync().ConfigureAwait(false);
        }
    }

    private void RefuseExisting(string? target)
    {
        if (target is not null && !options.Overwrite && File.Exists(target))
        {
            throw new IOException($"The file '{target}' is there already.");
        }
    }

    private void RefuseTooLarge(long length, string target)
    {
        if (length > options.MaxBytes)
        {
            throw BodyReader.TooLarge(_first!, options.MaxBytes.Value);
        }

        if (length > options.FreeSpace(Path.GetDirectoryName(target)!))
        {
            throw new IOException($"The disk has no room for the {length} bytes of '{target}'.");
        }
    }

    private void Check(SafeFileHandle file)
    {
        if (_total is { } total && RandomAccess.GetLength(file) != total)
        {
            throw new ProtocolException($"{request} gave {RandomAccess.GetLength(file)} bytes and not {total}.", request, HttpRequestError.ResponseEnded);
        }

        var digests = Digests.Of(_first!, options.Sha256);
        if (digests.Count == 0)
        {
            return;
        }

        using var stream = new FileStream(new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false), FileAccess.Read);
        if (Digests.Broken(stream, digests) is { } broken)
        {
            throw new DecodingException($"The body of {request} has not the {broken.Name} that it must have.", request);
        }
    }

    private ProtocolException Refused(Response response, string what)
    {
        response.Dispose();
        return new ProtocolException($"{request} {what}.", request);
    }

    private ValueTask PauseAsync(int failures, RequestException? failure)
    {
        if (failures == 0)
        {
            return default; // Something came: the server is there.
        }

        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.5 * Math.Pow(2, failures - 1)));
        var asked = (failure as StatusException)?.Response.RetryAfter ?? TimeSpan.Zero;
        pause = asked > pause ? asked : pause;
        return new Call(request.Settings!, time, isBlocking, cancellationToken).PauseAsync(pause < LongestPause ? pause : LongestPause);
    }
}
