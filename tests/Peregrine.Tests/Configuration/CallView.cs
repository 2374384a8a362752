using System.Collections;
using System.Reflection;
using System.Text;

namespace Peregrine;

/// <summary>
/// What a call is made of: the request, and every member of its settings and of what they hold of the session, found by
/// reflection. Two of them can be compared.
/// </summary>
internal sealed class CallView
{
    private static readonly Origin Anywhere = new("https", "anywhere.example", 443);

    private static readonly CallSettings Plain = HttpSessionOptions.SettingsOf(
        new HttpSessionOptions { Environment = EnvironmentOptions.None }, null);

    private readonly SortedDictionary<string, object?> _members = new(StringComparer.Ordinal);

    internal CallView(Request request)
    {
        _members["Url"] = request.Url.AbsoluteUri;
        _members["Headers"] = string.Join('\n', request.Headers.Select(Shown));
        _members["Body"] = Shown(request.Body);
        Add(request.Settings!.Session);
        Add(request.Settings);
    }

    /// <summary>What an asynchronous GET of a session is made of.</summary>
    internal static CallView Of(HttpSession session) => new(session.Build(HttpMethod.Get, "users"));

    /// <summary>The names of the members that are not the same, in order.</summary>
    internal string DifferencesTo(CallView other) => string.Join(
        ' ', _members.Where(member => !IsSame(member.Value, other._members[member.Key])).Select(member => member.Key));

    // What only holds others, which are compared one by one.
    private static bool IsHolder(PropertyInfo member) =>
        IsHolder(member.PropertyType) || member.Name == nameof(CallSettings.AreOfCall);

    private static bool IsHolder(Type type) => type == typeof(Type)
        || type == typeof(OptionSet) || type == typeof(SessionSettings) || type == typeof(CallHooks);

    private void Add(object settings)
    {
        foreach (var member in settings.GetType().GetProperties(BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (!IsHolder(member))
            {
                _members[member.Name] = Shown(member.GetValue(settings));
            }
        }
    }

    // What is made anew from an option is shown by what it does.
    private static object? Shown(object? value) => value switch
    {
        ProxyRules proxies => proxies.For(Anywhere)?.ToString(),
        MountTable mounts => mounts.Apply(Plain, Anywhere).Retry.Total,
        RateTable rates => rates.For(Anywhere)?.Limit,
        CodingTable codings => codings.Accepted,
        MeteredBody metered => ProgressOf(metered),
        Body { InMemory: { } bytes } => Encoding.UTF8.GetString(bytes.Span),
        Body body => $"{body.GetType().Name} of {body.Length}",
        _ => value,
    };

    private static IProgress<Transfer> ProgressOf(MeteredBody body) => typeof(MeteredBody)
        .GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
        .Select(field => field.GetValue(body)).OfType<IProgress<Transfer>>().Single();

    // A boundary is another each time.
    private static string Shown(Header field) => $"{field.Name}: {field.Value.Split("boundary=")[0]}";

    private static bool IsSame(object? one, object? other) => (one, other) is (IEnumerable these, IEnumerable those)
        ? these.Cast<object?>().SequenceEqual(those.Cast<object?>())
        : Equals(one, other);
}
