namespace Peregrine;

/// <summary>
/// Fetches one part of a file, through every cut: what is missing is asked for again, until it is there or nothing more
/// comes.
/// </summary>
internal sealed class PartFetch(DownloadSender sender, DownloadState state, DownloadOptions options)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Asks for the whole file, through every failure that may pass.</summary>
    internal async ValueTask<DownloadResponse> OpenFirstAsync()
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await OpenAsync(DownloadPlan.Whole(null), sender.CancellationToken).ConfigureAwait(false);
            }
            catch (RequestException failure) when (failure.IsTransient && failures <= options.Retries)
            {
                await sender.PauseAsync(failures, failure, sender.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Fetches a part to its end.</summary>
    /// <param name="part">The part.</param>
    /// <param name="first">An answer that is there already, or nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RangeRefusedException">An answer contradicts what is known.</exception>
    internal async ValueTask RunAsync(DownloadPart part, DownloadResponse? first, CancellationToken cancellationToken)
    {
        var furthest = part.At;
        for (var failures = 0; ;)
        {
            RequestException? failure = null;
            try
            {
                var next = first ?? await OpenNextAsync(part, cancellationToken).ConfigureAwait(false);
                first = null;
                using (next.Response)
                {
                    await CopyAsync(part, next, cancellationToken).ConfigureAwait(false);
                }

                if (part.IsDone)
                {
                    return;
                }
            }
            catch (RequestException cause) when (cause.IsTransient)
            {
                failure = cause;
            }

            // What comes again after a new beginning is no progress: else a server that always cuts at the same place
            // would never end it.
            failures = part.At > furthest ? 0 : failures + 1;
            furthest = Math.Max(furthest, part.At);
            if (failures > options.Retries)
            {
                throw failure ?? new ProtocolException(
                    $"{sender.Request} gives no more of the file.", sender.Request, HttpRequestError.ResponseEnded);
            }

            await sender.PauseAsync(failures, failure, cancellationToken).ConfigureAwait(false);
        }
    }

    // Asks for what is missing. A server that gives all of it again is taken at its word.
    private async ValueTask<DownloadResponse> OpenNextAsync(DownloadPart part, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(part, cancellationToken).ConfigureAwait(false);
        var (response, answer) = opened;
        try
        {
            if (answer.Kind == DownloadAnswerKind.Whole)
            {
                state.Begin(response, answer);
                (part.At, part.End) = (0, state.Remote!.Total);
            }
            else
            {
                state.Join(response, answer, part);
            }
        }
        catch
        {
            response.Dispose();
            throw;
        }

        return opened;
    }

    private async ValueTask<DownloadResponse> OpenAsync(DownloadPart part, CancellationToken cancellationToken)
    {
        var known = state.Remote;
        var validator = part.At > 0 || !part.IsWhole ? known?.Validator : null;
        var sent = validator is null
            ? sender.Request
            : RangeRules.Between(sender.Request, part.At, part.End, validator);
        var response = await sender.OpenAsync(sent, cancellationToken).ConfigureAwait(false);
        try
        {
            if (validator is not null && response.StatusCode == 416)
            {
                throw new RangeRefusedException($"{sender.Request}: the server has nothing from byte {part.At} on.");
            }

            await sender.SucceedAsync(response).ConfigureAwait(false);
            var answer = Read(response, known, validator is null ? null : part.At);
            return new DownloadResponse(response, Usable(answer, part, isRanged: validator is not null));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private DownloadAnswer Read(Response response, RemoteFile? known, long? from) => sender.HasOwnRange
        ? RangeRules.ReadOwnRange(response.StatusCode, response.Headers)
        : RangeRules.Read(response.StatusCode, response.Headers, known, from);

    private DownloadAnswer Usable(DownloadAnswer answer, DownloadPart part, bool isRanged) => answer.Kind switch
    {
        DownloadAnswerKind.Part => answer,
        DownloadAnswerKind.Whole when part.IsWhole => answer,
        DownloadAnswerKind.Whole =>
            throw new RangeRefusedException($"{sender.Request}: the server gives no parts of the file."),
        DownloadAnswerKind.NoFile when !isRanged =>
            throw new ProtocolException($"{sender.Request} gave no file: {answer.Reason}.", sender.Request),
        _ => throw new RangeRefusedException($"{sender.Request} gave a wrong part: {answer.Reason}."),
    };

    private async ValueTask CopyAsync(DownloadPart part, DownloadResponse opened, CancellationToken cancellationToken)
    {
        var (response, answer) = opened;
        var isDecoded = state.IsDecoded(response);
        var input = response.DownloadInput(sender.IsBlocking, isDecoded, cancellationToken);
        var end = isDecoded ? null : answer.End;
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var at = answer.Start; !(part.End < end) || at < part.End;)
            {
                var read = await input.ReadAsync(buffer).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                state.Receive(read);
                if (at + read > end)
                {
                    throw new RangeRefusedException($"{sender.Request} gave more of the file than it announced.");
                }

                // What is there already is passed over, and so is what belongs to another part.
                var skipped = (int)Math.Clamp(part.At - at, 0, read);
                var wanted = (int)Math.Min(read - skipped, (part.End ?? long.MaxValue) - part.At);
                at += read;
                if (wanted > 0)
                {
                    var bytes = buffer.AsMemory(skipped, wanted);
                    await state.WriteAsync(part, bytes, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
