using System.IO.Compression;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(Peregrine.Packages))]

namespace Peregrine;

/// <summary>The two packages, packed twice from nothing in the same place: made when a test first asks for them.</summary>
public sealed class Packages : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task> _packed;

    public Packages() => _packed = new(PackTwiceAsync);

    internal string Folder => _folder.At("first");

    public void Dispose() => _folder.Dispose();

    /// <summary>Packs, the first time.</summary>
    internal Task PackedAsync() => _packed.Value;

    internal static string Version { get; } =
        XDocument.Load(Repository.At("Directory.Build.props")).Descendants("Version").Single().Value;

    internal ZipArchive Open(string id, string kind = "nupkg", bool second = false) =>
        ZipFile.OpenRead(Path.Combine(_folder.At(second ? "second" : "first"), $"{id}.{Version}.{kind}"));

    internal XElement Metadata(string id)
    {
        using var package = Open(id);
        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        var root = XDocument.Load(nuspec).Root!;
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName; // The namespace of a nuspec changes with what it uses.
        }

        return root.Element("metadata")!;
    }

    private async Task PackTwiceAsync()
    {
        await PackAsync("first");
        Forget();
        await PackAsync("second", "--no-restore");
    }

    // All that was compiled; what was restored may stay.
    private void Forget()
    {
        Directory.Delete(_folder.At("artifacts/bin"), recursive: true);
        foreach (var built in Directory.GetDirectories(_folder.At("artifacts/obj"), "release*", SearchOption.AllDirectories))
        {
            Directory.Delete(built, recursive: true);
        }
    }

    private async Task PackAsync(string target, params string[] options)
    {
        await PackAsync("src/Peregrine.Testing", target, ["-p:RunAnalyzers=false", .. options]); // The build has run them.
        await PackAsync("src/Peregrine", target, ["--no-build"]);
    }

    private async Task PackAsync(string project, string target, string[] options)
    {
        string[] arguments = ["pack", project, "-c", "Release", "--artifacts-path", _folder.At("artifacts"), "-o", _folder.At(target), .. options, "-v", "q", "--nologo"];
        var pack = await Command.DotnetAsync(Repository.Root, arguments, new Dictionary<string, string?> { ["CI"] = "true" });
        pack.Succeeded();
    }
}
