namespace Peregrine;

/// <summary>A version of HTTP as it is written in a message: <c>1.1</c>, <c>2</c>.</summary>
internal static class HttpVersionText
{
    internal static string Of(Version version) => version.Major > 1 ? $"{version.Major}" : $"{version}";
}
