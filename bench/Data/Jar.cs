namespace Peregrine.Bench;

/// <summary>Cookies of many hosts, twenty each; the server's own is one of them.</summary>
internal static class Jar
{
    internal static IEnumerable<(string Host, string Name, string Value)> Cookies(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return (i < 20 ? "127.0.0.1" : $"host{i / 20}.example.com", $"name{i % 20}", $"value-of-cookie-{i}");
        }
    }
}
