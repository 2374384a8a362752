namespace Peregrine;

/// <content>
/// The body of a redirect that will most likely be followed: what it says is in its head, so the body is kept as it
/// came, and its content codings are undone for who asks for it. One that is large or damaged is let go and does no
/// harm. </content>
public sealed partial class Response
{
    /// <summary>
    /// Takes in the body of a redirect, up to 64 KiB of it, and decodes nothing. It never fails: <see
    /// cref="FailureOfBody"/>.
    /// </summary>
    internal async ValueTask ReadRedirectAsync(BodySettings settings)
    {
        using var raw = _body.Take();
        _settings = settings;
        try
        {
            var limit = CodedRedirect.LimitOf(settings);
            var buffer = await BodyReader.ReadAsync(raw, this, limit).ConfigureAwait(false);
            _body.Arrive(buffer, raw.Received);
            EndBody(raw);
            if (CodingTable.AreIn(Headers))
            {
                _body.KeepCoded(settings);
            }
        }
        catch (RequestException failure)
        {
            _body.Fail(failure);
        }
    }

    /// <summary>
    /// Why the body of a response that is given to the caller can't be read; null when it can, or is on the wire.
    /// </summary>
    internal RequestException? FailureOfBody() => _body.FailureOf(this);
}
