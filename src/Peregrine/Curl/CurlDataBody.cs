namespace Peregrine;

/// <summary>
/// Data that is put together of texts and files, or changed, before it is sent. The files are read when it is sent;
/// they are held in memory, as curl holds them.
/// </summary>
internal sealed class CurlDataBody : Body
{
    private readonly IReadOnlyList<CurlDataPiece> _pieces;

    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    internal CurlDataBody(IReadOnlyList<CurlDataPiece> pieces, string? contentType)
        : base(contentType)
    {
        _pieces = pieces;
        foreach (var path in pieces.Select(piece => piece.Path).OfType<string>())
        {
            _ = new FileBody(CurlFiles.PathOf(path), null); // It looks whether the file is there.
        }
    }

    /// <summary>The data, in its order.</summary>
    internal IReadOnlyList<CurlDataPiece> Pieces => _pieces;

    public override long? Length => null;

    public override bool IsReplayable => _pieces.All(piece => piece.Path is null || IsFile(piece.Path));

    internal override Body Measured() => new BytesBody(Joined(), ContentType);

    internal override ValueTask WriteAsync(BodySink sink, CallContext call) => sink.WriteAsync(Joined());

    private static bool IsFile(string path) => new FileBody(CurlFiles.PathOf(path), null).IsReplayable;

    private byte[] Joined() => [.. _pieces.SelectMany(piece => piece.Read(null))];
}
