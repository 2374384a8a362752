using System.Globalization;

namespace Peregrine;

/// <summary>
/// How many bytes a body may have, or a part of one that has to be held in memory whole. One comparison and one wording
/// for each limit that a body meets.
/// </summary>
internal readonly record struct SizeLimit(long Bytes)
{
    /// <summary>What is held in memory where code has set no limit.</summary>
    internal static SizeLimit Standard => new(256 * 1024 * 1024);

    /// <summary>No limit.</summary>
    internal static SizeLimit None => new(long.MaxValue);

    /// <summary>
    /// A body so small that it costs less than a new connection: of a response that is not the last of its call it is
    /// read to the end, and kept; in a call that streams large bodies it is read whole.
    /// </summary>
    internal static SizeLimit Small => new(64 * 1024);

    public static implicit operator SizeLimit(long bytes) => new(bytes);

    internal bool IsExceededBy(long bytes) => bytes > Bytes;

    /// <summary>The smaller one of two limits.</summary>
    internal SizeLimit AtMost(SizeLimit other) => other.Bytes < Bytes ? other : this;

    /// <summary>A body is larger than it may be.</summary>
    internal ProtocolException Exceeded(Request request) => Failure(request, "is");

    /// <summary>A part that has to be held in memory whole is larger than a body may be that is.</summary>
    /// <param name="request">The request of the body.</param>
    /// <param name="part">The part, with its article.</param>
    internal ProtocolException Exceeded(Request request, string part) => Failure(request, $"holds {part}");

    private ProtocolException Failure(Request request, string what) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The body of {request} {what} larger than {Bytes} bytes (MaxResponseBytes)."),
        request,
        HttpRequestError.ConfigurationLimitExceeded);
}
