using System.Net;

namespace Peregrine;

public sealed partial class CookieJar
{
    /// <summary>
    /// A jar with the cookies of the framework's container, but for those that can't be sent. They are copies: later
    /// changes are not shared.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="timeProvider">The clock by which cookies end. The default is the system's.</param>
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
    /// The framework's container with these cookies. It has no place for <c>SameSite</c>, <c>Partitioned</c> and the
    /// times of creation and use, and takes no value with a comma and no name that begins with a dollar sign: such
    /// cookies are left out.
    /// </summary>
    public CookieContainer ToCookieContainer()
    {
        var container = new CookieContainer(CookieLimits.InAll, CookieLimits.PerSite, CookieRules.MostOctets);
        foreach (var cookie in Snapshot(_ => true))
        {
            ContainerCookies.AddTo(container, cookie);
        }

        return container;
    }
}
