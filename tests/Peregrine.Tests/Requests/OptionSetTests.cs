using System.Reflection;

namespace Peregrine;

/// <summary>What the layers of options say together: the innermost that says something counts.</summary>
public sealed class OptionSetTests
{
    /// <summary>Every option that a set holds, found by reflection.</summary>
    public static TheoryData<string> Options =>
        [.. Members().Where(member => member.CanWrite).Select(member => member.Name)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Each_option_is_merged_and_the_innermost_counts(string name)
    {
        var option = Members().Single(member => member.Name == name);
        var (inner, outer) = (With(option, 1), With(option, 2));
        var (first, second) = (option.GetValue(inner), option.GetValue(outer));

        Assert.Equal(first, option.GetValue(new OptionSet(inner)));
        Assert.Equal(first, option.GetValue(new OptionSet(inner, outer)));
        Assert.Equal(first, option.GetValue(new OptionSet(null, inner, outer)));
        Assert.Equal(second, option.GetValue(new OptionSet(new OptionSet(), null, outer)));
        Assert.Null(option.GetValue(new OptionSet(new OptionSet(), new OptionSet(), null)));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Each_public_class_that_offers_an_option_keeps_it_in_its_set(string name)
    {
        var option = Members().Single(member => member.Name == name);
        Type[] offering = [.. new[] { typeof(HttpSessionOptions), typeof(RequestOptions), typeof(Mount) }
            .Where(type => type.GetProperty(name) is not null)];

        Assert.NotEmpty(offering);
        Assert.All(offering, type =>
        {
            var options = Activator.CreateInstance(type)!;
            type.GetProperty(name)!.SetValue(options, OptionValues.Of(option, 1));
            var set = type.GetProperty("Set", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(options);
            Assert.Equal(OptionValues.Of(option, 1), option.GetValue(set));
        });
    }

    [Fact]
    public void Limits_are_merged_one_by_one()
    {
        OptionSet inner = new() { Timeout = new() { Connect = TimeSpan.FromSeconds(1) } };
        OptionSet outer = new() { Timeout = (2, 3) };

        var merged = new OptionSet(inner, outer).Timeout!;

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)), (merged.Connect, merged.Read));
    }

    private static PropertyInfo[] Members() =>
        typeof(OptionSet).GetProperties(BindingFlags.NonPublic | BindingFlags.Instance);

    private static OptionSet With(PropertyInfo option, int which)
    {
        OptionSet set = new();
        option.SetValue(set, OptionValues.Of(option, which));
        return set;
    }
}
