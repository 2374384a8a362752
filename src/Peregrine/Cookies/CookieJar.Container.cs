using System.Net;

namespace Peregrine;

public sealed partial class CookieJar
{
    /// <summary>
    /// A jar with copies of the cookies of a <see cref="CookieContainer"/>, without those that can't be sent.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="timeProvider">The clock by which cookies expire. The default is the system's.</param>
    public static CookieJar From(CookieContainer container, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(container);
        var jar = new CookieJar(timeProvider);
        var now = jar._time.GetUtcNow();
        jar.Put(container.GetAllCookies().OrderBy(cookie => cookie.TimeStamp).Where(cookie => !cookie.Expired)
            .Select(cookie => CookieCheck.Kept(ContainerCookies.Read(cookie), now)).OfType<Cookie>());
        return jar;
    }

    /// <summary>
    /// A <see cref="CookieContainer"/> with copies of these cookies. It can't hold <c>SameSite</c>, <c>Partitioned</c>
    /// and the times of creation and use. Cookies with a comma in the value, or a name that begins with a dollar sign,
    /// are left out.
    /// </summary>
    public CookieContainer ToCookieContainer()
    {
        var container = new CookieContainer(CookieLimits.InAll, CookieLimits.PerSite, CookieRules.MaxBytes);
        foreach (var cookie in Snapshot(_ => true))
        {
            ContainerCookies.AddTo(container, cookie);
        }

        return container;
    }
}
