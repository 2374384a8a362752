using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>The state of one zstd decoder, freed whatever happens.</summary>
internal sealed class ZstdContext : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ZstdLibrary _library;

    internal ZstdContext(ZstdLibrary library)
        : base(ownsHandle: true)
    {
        _library = library;
        SetHandle(library.Create());
    }

    /// <summary>Decodes what fits.</summary>
    internal (int Read, int Written, bool IsFrameOver) Decode(ReadOnlySpan<byte> coded, Span<byte> plain) =>
        _library.Decode(handle, coded, plain);

    protected override bool ReleaseHandle()
    {
        _library.Free(handle);
        return true;
    }
}
