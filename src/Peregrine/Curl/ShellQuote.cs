using System.Buffers;

namespace Peregrine;

/// <summary>Writes a text as one word of a POSIX shell. Pure.</summary>
internal static class ShellQuote
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@%+,");

    internal static string Word(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
