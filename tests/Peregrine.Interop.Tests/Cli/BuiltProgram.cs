namespace Peregrine;

/// <summary>Programs of this repository where its build has put them, with all that lies beside them there.</summary>
internal static class BuiltProgram
{
    /// <summary>The assembly of a program of the same configuration as these tests.</summary>
    internal static string At(string name)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, name, here.Name, name + ".dll");
    }
}
