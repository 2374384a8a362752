namespace Peregrine;

/// <summary>A folder that is gone when the test is done.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-house-");

    internal string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    internal string At(string name) => System.IO.Path.Combine(Path, name);
}
