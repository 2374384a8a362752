namespace Peregrine;

/// <summary>
/// What a call changed in a jar, so that it can be done to another jar, which another command may have filled since.
/// </summary>
internal sealed class CookieChanges
{
    private readonly CookieJar _jar;
    private readonly Dictionary<(string Name, string Domain, string Path), Cookie> _before;

    /// <summary>Notes what the jar holds now.</summary>
    internal CookieChanges(CookieJar jar) => (_jar, _before) = (jar, ByKey(jar));

    /// <summary>Does to a jar what was done to the first one since; says whether that was anything.</summary>
    internal bool ApplyTo(CookieJar other)
    {
        var after = ByKey(_jar);
        var (set, gone) = (
            after.Where(one => !_before.TryGetValue(one.Key, out var old)
                || Meaning(old) != Meaning(one.Value)).ToList(),
            _before.Keys.Where(key => !after.ContainsKey(key)).ToList());
        gone.ForEach(key => other.Remove(key.Name, key.Domain, key.Path));
        set.ForEach(one => other.Set(one.Value));
        return set.Count + gone.Count > 0;
    }

    private static Cookie Meaning(Cookie cookie) => cookie with { Created = default, LastAccessed = default };

    private static Dictionary<(string Name, string Domain, string Path), Cookie> ByKey(CookieJar jar) =>
        jar.ToDictionary(cookie => (cookie.Name, cookie.Domain, cookie.Path));
}
