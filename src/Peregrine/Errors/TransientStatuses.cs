namespace Peregrine;

/// <summary>The statuses after which the same request may succeed when it is sent again.</summary>
internal static class TransientStatuses
{
    private static readonly int[] Codes = [408, 429, 500, 502, 503, 504];

    internal static IReadOnlyCollection<int> All => Codes;

    internal static bool Contains(int statusCode) => Array.IndexOf(Codes, statusCode) >= 0;
}
