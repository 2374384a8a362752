namespace Peregrine;

/// <summary>
/// What of a request has to be as it was recorded: <c>CassetteMatch.MethodAndUrl | CassetteMatch.Header("Accept")</c>.
/// A value that the recording hides is equal to any. Immutable.
/// </summary>
public sealed class CassetteMatch
{
    private CassetteMatch(params IReadOnlyList<MatchRule> rules) => Rules = rules;

    /// <summary>
    /// The method, and the URL: origin, path, and the parameters of the query. The order of parameters of other names
    /// does not count.
    /// </summary>
    public static CassetteMatch MethodAndUrl { get; } = new(new MethodRule(), new UrlRule());

    /// <summary>
    /// The body: JSON by value, a form by its fields, multipart without its boundary, anything else byte by byte. Its
    /// content coding does not count.
    /// </summary>
    public static CassetteMatch Body { get; } = new(new BodyRule());

    internal IReadOnlyList<MatchRule> Rules { get; }

    /// <summary>The lines of a header field.</summary>
    /// <param name="name">The name of the field.</param>
    public static CassetteMatch Header(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(new HeaderRule(name));
    }

    /// <summary>A rule of the test's own; it is asked where all other rules hold.</summary>
    /// <param name="matches">
    /// Whether a recorded request, whose secrets are <c>***</c>, stands for the request that is to be sent.
    /// </param>
    public static CassetteMatch Custom(Func<HarRequest, Request, bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return new(new CustomRule(matches));
    }

    /// <summary>Both have to match.</summary>
    public static CassetteMatch operator |(CassetteMatch left, CassetteMatch right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new([.. left.Rules, .. right.Rules]);
    }

    /// <summary>Whether nothing differs. Rules of the test's own are asked last.</summary>
    internal bool IsMatch(HarRequest recorded, HarRequest asked, Request request) =>
        Rules.OrderBy(static rule => rule is CustomRule)
            .All(rule => rule.Difference(recorded, asked, request) is null);

    /// <summary>How often a recorded request hides what the rules compare.</summary>
    internal int Masks(HarRequest recorded) => Rules.Sum(rule => rule.Masks(recorded));

    /// <summary>Gives what differs, each in a few words; empty where a request is as it was recorded.</summary>
    internal IReadOnlyList<string> Differences(HarRequest recorded, HarRequest asked, Request request) =>
        [.. Rules.Select(rule => rule.Difference(recorded, asked, request)).OfType<string>()];
}
