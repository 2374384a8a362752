#if WITHOUT_CURE
using System.Net;
using Peregrine;

namespace NameClash;

internal static class JarUncured
{
    internal static void Print(HttpSession session)
    {
        foreach (Cookie cookie in session.Cookies) // CS0104
        {
            Console.WriteLine(cookie);
        }
    }
}
#endif
