namespace Peregrine;

/// <summary>What the library calls itself (RFC 9110, section 10.1.5), where the user gives no name.</summary>
internal static class UserAgent
{
    internal static readonly string Default = $"Peregrine/{typeof(UserAgent).Assembly.GetName().Version!.ToString(3)}";
}
