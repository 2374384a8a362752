namespace Peregrine;

/// <summary>
/// The body of a redirect as it came. Most are never looked at, so their content codings are undone for who asks.
/// </summary>
internal sealed class CodedRedirect(byte[] coded, BodySettings settings)
{
    /// <summary>How much of a redirect's body is kept, coded or not.</summary>
    internal static SizeLimit LimitOf(BodySettings settings) => settings.MaxResponseBytes.AtMost(SizeLimit.Small);

    /// <summary>The body, or in its place the failure that it ends in.</summary>
    internal object Decode(Response response)
    {
        try
        {
            using var source = DecodedSource.Create(new BodyInput(response, coded), response, settings.Codings, null);
            var buffer = Blocking.Result(BodyReader.ReadAsync(source, response, LimitOf(settings)));
            var body = buffer.ToArray();
            buffer.Return();
            return body;
        }
        catch (RequestException failure)
        {
            return failure;
        }
    }
}
