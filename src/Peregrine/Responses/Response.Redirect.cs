namespace Peregrine;

/// <content>
/// The body of a redirect that will most likely be followed: what it says is in its head, so the body is kept as it came, and its content codings
/// are undone for who asks for it. One that is large or damaged is let go and does no harm.
/// </content>
public sealed partial class Response
{
    private const long LargestRedirectBody = 64 * 1024;

    /// <summary>Why there is no body, where a redirect's could not be read.</summary>
    internal RequestException? BodyFailure => _views?.BodyFailure;

    /// <summary>Takes in the body of a redirect, up to 64 KiB of it, and decodes nothing. It never fails: <see cref="BodyFailure"/>.</summary>
    internal async ValueTask<RequestException?> ReadRedirectAsync(CallSettings settings)
    {
        using var raw = _source!;
        (_source, _settings) = (null, settings);
        try
        {
            _pooled = await BodyReader.ReadAsync(raw, this, LargestOf(settings)).ConfigureAwait(false);
            (_received, Trailers, _ended) = (raw.Received, raw.Trailers, raw.EndedAt);
            KeepCoded();
        }
        catch (RequestException failure)
        {
            Views.BodyFailure = failure;
        }

        return null;
    }

    /// <summary>Why the body of a response that is given to the caller can't be read; null when it can, or was read already.</summary>
    internal RequestException? FailureOfBody()
    {
        DecodeRedirect();
        return BodyFailure;
    }

    /// <summary>Keeps the body of a redirect of a streamed call, as it was received; null when it was too large or did not come.</summary>
    private void KeepRedirect(byte[]? received)
    {
        if (received is null)
        {
            Views.BodyFailure = BodyReader.TooLarge(this, LargestRedirectBody);
        }
        else if (CodingTable.Names(Headers).Count > 0)
        {
            Views.CodedRedirect = received;
        }
        else
        {
            _bytes = received;
        }
    }

    private static long LargestOf(CallSettings settings) => Math.Min(LargestRedirectBody, settings.MaxResponseBytes);

    private void KeepCoded()
    {
        if (_pooled.Count > 0 && CodingTable.Names(Headers).Count > 0)
        {
            Views.CodedRedirect = _pooled.ToArray();
            _pooled.Return();
        }
    }

    private ReadOnlySpan<byte> RedirectBody()
    {
        DecodeRedirect();
        return BodyFailure is null
            ? _bytes
            : throw new InvalidOperationException("The body of a redirect is kept up to 64 KiB; this one was larger, or could not be read.", BodyFailure);
    }

    private void DecodeRedirect()
    {
        if (_views?.CodedRedirect is not { } coded)
        {
            return;
        }

        try
        {
            using var source = DecodedSource.Create(new BodyInput(this, coded), this, _settings!.Codings, null);
            var buffer = Blocking.Result(BodyReader.ReadAsync(source, this, LargestOf(_settings!)));
            _bytes = buffer.ToArray();
            buffer.Return();
        }
        catch (RequestException failure)
        {
            Views.BodyFailure = failure;
        }

        Views.CodedRedirect = null;
    }
}
