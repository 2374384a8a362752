using System.Reflection;

namespace Peregrine;

/// <summary>
/// The public API is on record, so that a change of it is a line in a diff. <c>PUBLIC_API_OUT=1</c> records it anew.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Peregrine")]
    [InlineData("Peregrine.Extensions")]
    [InlineData("Peregrine.Testing")]
    public void The_public_api_is_the_one_on_record(string assembly)
    {
        var record = Repository.At($"tests/Peregrine.Tests/House/PublicApi.{assembly}.txt");
        var actual = PublicApi.Describe(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("PUBLIC_API_OUT") is not null)
        {
            File.WriteAllText(record, actual);
        }

        var expected = File.Exists(record) ? File.ReadAllText(record) : "";

        if (expected != actual)
        {
            Assert.Fail($"The public API of {assembly} is not the one on record. If that is meant, record it with "
                + $"PUBLIC_API_OUT=1.\n{Difference(expected, actual)}");
        }
    }

    [Fact]
    public void What_is_deprecated_says_so_on_record_and_what_to_write_instead()
    {
        var record = PublicApi.DescribeOne(typeof(DeprecatedShapes))
            + PublicApi.DescribeOne(typeof(DeprecatedShapes).GetNestedType("OldKind")!)
            + PublicApi.DescribeOne(typeof(DeprecatedShapes).GetNestedType("OldCallback")!);

        var marked = record.Split('\n')
            .Where(line => line.Contains("[Obsolete(\"Write ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(8, marked.Count);
        Assert.Equal(8, marked.Distinct().Count());
        Assert.Contains("    [Obsolete(\"Write New().\")] int Old()", marked);
        Assert.DoesNotContain("[Obsolete(\"Constructors", record, StringComparison.Ordinal);
    }

    private static string Difference(string expected, string actual)
    {
        var (before, after) = (Lines(expected), Lines(actual));
        return string.Join(
            '\n',
            before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)));
    }

    // Each member with its type, so that a line says where it belongs.
    private static List<string> Lines(string text)
    {
        var type = "";
        var lines = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line[0] == ' ' ? type : line;
            lines.Add(line[0] == ' ' ? $"{type} {{ {line.Trim()} }}" : line);
        }

        return lines;
    }
}
