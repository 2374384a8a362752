using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(Peregrine.Packages))]

namespace Peregrine;

/// <summary>
/// The packages, each made when a test first asks for it: those of the build that the tests belong to, and the feeds
/// that <c>./pack</c> makes.
/// </summary>
public sealed class Packages : IDisposable
{
    internal static readonly string[] Ids = ["Peregrine", "Peregrine.Extensions", "Peregrine.Testing", "Peregrine.Cli"];

    // The tool is a package that names one for each platform.
    internal static readonly string[] FeedIds =
        IsLinux64 ? [.. Ids, "Peregrine.Cli.linux-x64", "Peregrine.Cli.any"] : Ids;

    private static readonly string[] Sources =
        ["pack", "src", "eng", "CHANGELOG.md", "THIRD-PARTY-NOTICES", "global.json", ".editorconfig", "Directory.*"];

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _built;
    private readonly Lazy<Task<string>> _feed;
    private readonly Lazy<Task<string>> _elsewhere;

    public Packages()
    {
        _built = new(BuiltOnceAsync);
        _feed = new(() => PackAsync(Repository.Root, "feed"));
        _elsewhere = new(() => PackAsync(CopyOfSources(), "elsewhere"));
    }

    private static bool IsLinux64 =>
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    internal static string Version { get; } =
        XDocument.Load(Repository.At("Directory.Build.props")).Descendants("Version").Single().Value;

    public void Dispose() => _folder.Dispose();

    /// <summary>A folder with packages of what the tests run with. It takes seconds.</summary>
    internal Task<string> BuiltAsync() => _built.Value;

    /// <summary>A feed that <c>./pack</c> made. It takes up to a minute.</summary>
    internal Task<string> FeedAsync() => _feed.Value;

    /// <summary>The same from nothing, from a copy of the sources in another folder.</summary>
    internal Task<string> FeedFromElsewhereAsync() => _elsewhere.Value;

    /// <summary>A feed that <c>./pack</c> made in that copy, with further arguments.</summary>
    internal async Task<string> FeedAsync(string name, params string[] arguments)
    {
        await _elsewhere.Value; // It makes the copy.
        return await PackAsync(_folder.At("copy"), name, arguments);
    }

    /// <summary>
    /// Whether a package has one of symbols beside it: neither the one that names others has, nor a native one.
    /// </summary>
    internal static bool HasSymbols(string folder, string id) =>
        File.Exists(Path.Combine(folder, $"{id}.{Version}.snupkg"));

    internal static ZipArchive Open(string folder, string id, string kind = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(folder, $"{id}.{Version}.{kind}"));

    /// <summary>
    /// The metadata of a package, without XML namespaces: that of a nuspec changes with what it uses.
    /// </summary>
    internal static XElement Metadata(string folder, string id)
    {
        using var package = Open(folder, id);
        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        var root = XDocument.Load(nuspec).Root!;
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root.Element("metadata")!;
    }

    /// <summary>The bytes of a file in a package.</summary>
    internal static byte[] Bytes(ZipArchive package, string name)
    {
        using var file = package.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private async Task<string> BuiltOnceAsync()
    {
        foreach (var id in Ids)
        {
            string[] arguments =
                [
                    "pack", $"src/{id}", "-c", Repository.Configuration,
                    "--no-build", "-o", _folder.At("built"), "-v", "q", "--nologo",
                ];
            (await Command.DotnetAsync(Repository.Root, arguments)).Succeeded();
        }

        return _folder.At("built");
    }

    private async Task<string> PackAsync(string root, string target, params string[] arguments)
    {
        var pack = await Command.RunAsync(
            Path.Combine(root, "pack"), root, ["--output", _folder.At(target), .. arguments]);
        Assert.Contains(_folder.At(target), pack.Succeeded().Output, StringComparison.Ordinal);
        return _folder.At(target);
    }

    // What people wrote, without what was built.
    private string CopyOfSources()
    {
        foreach (var file in Sources.SelectMany(Matching))
        {
            var copy = Path.Combine(_folder.At("copy"), file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.At(file), copy);
        }

        return _folder.At("copy");
    }

    private static IEnumerable<string> Matching(string pattern) => Directory.Exists(Repository.At(pattern))
        ? Repository.Files(pattern, "*")
        : Directory.EnumerateFiles(Repository.Root, pattern).Select(file => Path.GetFileName(file));
}
