namespace Peregrine;

/// <summary>Writes a body to a stream, piece by piece, as it comes in.</summary>
internal static class BodyCopy
{
    internal static void To(Response response, Stream to)
    {
        foreach (var piece in response.Chunks())
        {
            to.Write(piece.Span);
        }
    }
}
