namespace Peregrine;

/// <summary>
/// A line of curl that two readers are asked about. Where it names a file, <c>FILES</c> stands for the folder of
/// <see cref="PeerFolder"/>.
/// </summary>
/// <param name="Line">The line.</param>
/// <param name="Differences">What is known to differ.</param>
internal sealed record CurlRow(string Line, params CurlDifference[] Differences)
{
    /// <summary>The line with the names of the files as they are.</summary>
    internal string In(PeerFolder folder) => Line.Replace("FILES", folder.Path, StringComparison.Ordinal);

    public override string ToString() => Line;
}
