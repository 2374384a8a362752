using System.IO.Compression;

namespace Peregrine;

/// <summary>
/// The coded bytes of gzip. The platform's decoder asks for more after every member, because another may follow, so
/// asking proves nothing. It gets one more member, whose content is known: only a decoder that stood at the end of a
/// member gives that content back.
/// </summary>
internal sealed class GzipInput(Stream coded) : CodedInput(coded)
{
    private static readonly byte[] Content = "the end of gzip\n"u8.ToArray();
    private static readonly byte[] LastMember = Compress(Content);
    private int _given;     // Of the last member, to the decoder.
    private int _seen;      // Of its content, from the decoder.
    private bool _isOther;  // The decoder gave something else.

    internal override bool IsWhole => !HasEnded || !HasGiven || (_seen == Content.Length && !_isOther);

    internal override bool IsData(ReadOnlySpan<byte> given)
    {
        if (_given == 0)
        {
            return true;
        }

        _isOther |= _seen + given.Length > Content.Length || !Content.AsSpan(_seen).StartsWith(given);
        _seen += given.Length;
        return false;
    }

    private protected override int AtEnd(Span<byte> buffer)
    {
        if (!HasGiven)
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, LastMember.Length - _given);
        LastMember.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    private static byte[] Compress(byte[] content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return member.ToArray();
    }
}
