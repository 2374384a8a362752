namespace Peregrine;

/// <summary>
/// Looks for control characters (U+0000 to U+001F and U+007F). In plain loops, because names and values are short, and
/// a search in vectors is compiled anew in each process: several milliseconds of its start.
/// </summary>
internal static class ControlCharacters
{
    /// <summary>Whether there is any.</summary>
    internal static bool Any(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or '\u007F')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there is any but the tab, which a field value may hold (RFC 9110, section 5.5).</summary>
    internal static bool AnyButTab(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is (< ' ' and not '\t') or '\u007F')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As <see cref="AnyButTab(ReadOnlySpan{char})"/>, of bytes.</summary>
    internal static bool AnyButTab(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (one is (< 0x20 and not 0x09) or 0x7F)
            {
                return true;
            }
        }

        return false;
    }
}
