using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>The system's libzstd, where there is one. It is looked for once; nothing needs it.</summary>
internal sealed unsafe class ZstdLibrary
{
    // A window of 8 MiB: what the coding may ask for on the web (RFC 9659, section 3).
    private const int LargestWindowLog = 23;
    private const int WindowLogParameter = 100;
    private static readonly string[] Names = ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "libzstd.so"];
    private readonly delegate* unmanaged[Cdecl]<nint> _create;
    private readonly delegate* unmanaged[Cdecl]<nint, nuint> _free;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int, nuint> _set;
    private readonly delegate* unmanaged[Cdecl]<nint, ZstdBuffer*, ZstdBuffer*, nuint> _decompress;
    private readonly delegate* unmanaged[Cdecl]<nuint, uint> _isError;

    private ZstdLibrary(nint library)
    {
        _create = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "ZSTD_createDCtx");
        _free = (delegate* unmanaged[Cdecl]<nint, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeDCtx");
        _set = (delegate* unmanaged[Cdecl]<nint, int, int, nuint>)NativeLibrary.GetExport(
            library, "ZSTD_DCtx_setParameter");
        _decompress = (delegate* unmanaged[Cdecl]<nint, ZstdBuffer*, ZstdBuffer*, nuint>)NativeLibrary.GetExport(
            library, "ZSTD_decompressStream");
        _isError = (delegate* unmanaged[Cdecl]<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
    }

    /// <summary>The library, or null where the system has none that can do this.</summary>
    internal static ZstdLibrary? Instance { get; } = Load();

    internal nint Create()
    {
        var context = _create();
        if (context != 0)
        {
            _ = _set(context, WindowLogParameter, LargestWindowLog);
        }

        return context;
    }

    internal void Free(nint context) => _ = _free(context);

    /// <summary>
    /// Decodes what fits. Gives what was read and written, and whether a frame has ended and nothing of it is held
    /// back.
    /// </summary>
    /// <exception cref="CodedDataException">It is no zstd.</exception>
    internal (int Read, int Written, bool IsFrameOver) Decode(nint context, ReadOnlySpan<byte> coded, Span<byte> plain)
    {
        fixed (byte* from = coded)
        fixed (byte* into = plain)
        {
            var input = new ZstdBuffer { Bytes = from, Size = (nuint)coded.Length };
            var output = new ZstdBuffer { Bytes = into, Size = (nuint)plain.Length };
            var hint = _decompress(context, &output, &input);
            return _isError(hint) == 0
                ? ((int)input.Position, (int)output.Position, hint == 0)
                : throw new CodedDataException("The data is no zstd, or asks for more memory than it may.");
        }
    }

    private static ZstdLibrary? Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                try
                {
                    return new ZstdLibrary(library);
                }
                catch (EntryPointNotFoundException)
                {
                    // Too old.
                }
            }
        }

        return null;
    }

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer: the same to the machine.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ZstdBuffer
    {
        internal byte* Bytes;
        internal nuint Size;
        internal nuint Position;
    }
}
