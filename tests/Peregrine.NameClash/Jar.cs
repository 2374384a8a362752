using System.Net;
using Peregrine;
using Cookie = Peregrine.Cookie;

namespace NameClash;

internal static class Jar
{
    internal static IEnumerable<string> Names(HttpSession session)
    {
        foreach (Cookie cookie in session.Cookies)
        {
            yield return $"{cookie.Name} of {cookie.Domain}";
        }
    }

    internal static bool IsGone(Response response) => response.StatusCode == (int)HttpStatusCode.Gone;
}
