using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Peregrine;

/// <summary>The documentation in the packages describes what their users see: all of it, and nothing else.</summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class DocumentationTests(Packages packages)
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Each_member_is_known_by_the_name_that_the_compiler_gives_it()
    {
        var assembly = typeof(DocumentationTests).Assembly.Location;
        var visible = DocumentationIds.Visible(assembly);
        var shapes = XDocument.Load(Path.ChangeExtension(assembly, ".xml")).Descendants("member")
            .Where(member => Name(member).Contains("DocumentedShapes", StringComparison.Ordinal))
            .ToLookup(member => member.Value.Trim().StartsWith("seen", StringComparison.Ordinal), Name);

        Assert.Equal((22, 13), (shapes[true].Count(), shapes[false].Count()));
        Assert.Empty(shapes[true].Except(visible));
        Assert.Empty(shapes[false].Intersect(visible));
    }

    [Fact]
    public void What_is_not_named_is_taken_out_with_its_line()
    {
        var documentation = XDocument.Parse(
            "<doc>\n <members>\n  <member name=\"T:A\"><summary>a</summary></member>\n  <member name=\"T:B\" />\n"
            + " </members>\n</doc>",
            LoadOptions.PreserveWhitespace);

        PublicDocs.Keep(documentation, new HashSet<string> { "T:A", "T:C" });

        Assert.Equal(
            "<doc>\n <members>\n  <member name=\"T:A\"><summary>a</summary></member>\n </members>\n</doc>",
            documentation.ToString(SaveOptions.DisableFormatting));
    }

    [Theory]
    [InlineData("Peregrine")]
    [InlineData("Peregrine.Extensions")]
    [InlineData("Peregrine.Testing")]
    public async Task A_package_documents_every_public_member_and_no_other(string id)
    {
        var kept = await KeptAsync(id);
        var all = XDocument.Load(Path.Combine(AppContext.BaseDirectory, id + ".xml"))
            .Descendants("member").Select(Name).ToList();
        var members = Assembly.Load(id).GetTypes().SelectMany(Members)
            .ToLookup(member => member.Key, member => member.IsVisible);

        Assert.NotEmpty(kept);
        Assert.True(kept.Count < all.Count, "Nothing was taken out.");
        Assert.Empty(kept.Except(all));
        Assert.DoesNotContain(kept, name => !members[KeyOf(name)].Contains(true));
        Assert.DoesNotContain(
            all.Except(kept), name => members[KeyOf(name)].All(isVisible => isVisible) && members[KeyOf(name)].Any());
    }

    [Theory]
    [InlineData("Peregrine")]
    [InlineData("Peregrine.Extensions")]
    [InlineData("Peregrine.Testing")]
    public async Task No_documentation_points_to_what_its_reader_cannot_see(string id)
    {
        string[] ours = ["Peregrine", "Peregrine.Extensions", "Peregrine.Testing"];
        var visible = ours.SelectMany(name => DocumentationIds.Visible(Assembly.Load(name).Location))
            .ToHashSet(StringComparer.Ordinal);
        var documentation = XDocument.Parse(await TextAsync(id));

        var dead = documentation.Descendants().Attributes("cref")
            .Where(cref => Ours().IsMatch(cref.Value) && !visible.Contains(cref.Value))
            .Select(cref => $"{Name(cref.Parent!.Ancestors("member").First())}: {cref.Value}");

        Assert.Empty(dead);
    }

    /// <summary>
    /// A verb that inherits its documentation shows a text: the place that it names has one, and not a further
    /// reference.
    /// </summary>
    [Fact]
    public async Task What_documentation_inherits_is_written_where_it_points()
    {
        string[] ours = ["Peregrine", "Peregrine.Extensions", "Peregrine.Testing"];
        var texts = await Task.WhenAll(ours.Select(TextAsync));
        var members = texts.SelectMany(text => XDocument.Parse(text).Descendants("member")).ToDictionary(Name);
        var references = members.Values.Elements("inheritdoc").Where(one => one.Attribute("cref") is not null).ToList();

        Assert.NotEmpty(references);
        Assert.Empty(references.Where(one => !IsWritten(one)).Select(one => $"{Name(one.Parent!)}: {one}"));

        bool IsWritten(XElement reference) => members.TryGetValue(reference.Attribute("cref")!.Value, out var target)
            && target.Elements(reference.Attribute("path")?.Value.TrimStart('/') ?? "summary").Any();
    }

    private async Task<List<string>> KeptAsync(string id) =>
        [.. XDocument.Parse(await TextAsync(id)).Descendants("member").Select(Name)];

    private async Task<string> TextAsync(string id)
    {
        using var package = Packages.Open(await packages.BuiltAsync(), id);
        return Encoding.UTF8.GetString(Packages.Bytes(package, $"lib/net10.0/{id}.xml")).TrimStart('\uFEFF');
    }

    private static string Name(XElement member) => member.Attribute("name")!.Value;

    // Without parameters: overloads share a key, and each has its own visibility.
    private static string KeyOf(string name) => Signature().Replace(name[2..], "");

    private static IEnumerable<(string Key, bool IsVisible)> Members(Type type)
    {
        var name = type.FullName!.Replace('+', '.');
        yield return (name, IsVisible(type));
        foreach (var member in type.GetMembers(All).Where(member => member is not Type))
        {
            yield return ($"{name}.{member.Name.Replace('.', '#')}", IsVisible(type) && IsVisible(member));
        }
    }

    private static bool IsVisible(Type type) =>
        type.IsNested
            ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
            : type.IsPublic;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo one => IsVisible(one.AddMethod!),
        _ => false,
    };

    [GeneratedRegex(@"(``\d+)?(\(.*)?(~.*)?$")]
    private static partial Regex Signature();

    [GeneratedRegex("^[A-Z]:Peregrine")]
    private static partial Regex Ours();
}
