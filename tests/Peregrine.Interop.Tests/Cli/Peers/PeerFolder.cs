using System.Text;

namespace Peregrine;

/// <summary>The files that the lines of <see cref="PeerRows"/> and <see cref="CurlRows"/> name.</summary>
internal sealed class PeerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    internal PeerFolder()
    {
        Write("f.txt", "a text\n");
        Write("key.txt", "abc\n");
        Write("f.json", """{"a": [1, 2], "b": "ü"}""");
        Write("noext", "{}");
        Write("f.unheard-of", "bytes");
        File.WriteAllBytes(At("photo.png"), [0x89, .. "PNG\r\n"u8, 0x1a, 0, 0xff]);
    }

    internal string Path => _folder.FullName;

    /// <summary>What is in a file, each byte as a character.</summary>
    /// <param name="name">Its name behind the word FILES.</param>
    internal string Read(string name) =>
        Encoding.Latin1.GetString(File.ReadAllBytes(name.Replace("FILES", Path, StringComparison.Ordinal)));

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
