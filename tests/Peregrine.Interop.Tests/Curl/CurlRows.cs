namespace Peregrine;

/// <summary>The lines of curl that are held against curlconverter, and against curl itself.</summary>
internal static class CurlRows
{
    internal static IReadOnlyList<CurlRow> All { get; } =
        [.. BrowserRows.All, .. DocumentedRows.All, .. BodyRows.All, .. WordRows.All];

    internal static CurlRow For(string line) => All.First(row => row.Line == line);
}
