using System.Buffers;

namespace Peregrine;

/// <summary>The tokens of HTTP: names of fields, methods, schemes and the like (RFC 9110, section 5.6.2).</summary>
internal static class Tokens
{
    internal static readonly SearchValues<char> Characters =
        SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");
}
