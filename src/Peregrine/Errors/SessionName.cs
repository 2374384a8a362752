namespace Peregrine;

/// <summary>What <see cref="ObjectDisposedException"/> names when a session was disposed.</summary>
internal static class SessionName
{
    internal const string Full = "Peregrine.HttpSession";
}
