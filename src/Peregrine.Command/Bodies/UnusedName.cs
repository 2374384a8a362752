using System.Globalization;

namespace Peregrine;

/// <summary>Names for files that overwrite none: <c>a.txt</c>, <c>a-1.txt</c>, <c>a-2.txt</c>.</summary>
internal static class UnusedName
{
    /// <summary>Moves a file to a folder, under its name or the next one that is free.</summary>
    /// <exception cref="IOException">It can't be moved.</exception>
    internal static string Move(string path, string folder)
    {
        while (true)
        {
            var target = In(folder, Path.GetFileName(path));
            try
            {
                File.Move(path, target, overwrite: false);
                return target;
            }
            catch (IOException) when (Path.Exists(target))
            {
                // Another program was faster.
            }
        }
    }

    /// <summary>The path that is free in a folder.</summary>
    internal static string In(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        for (var number = 1; Path.Exists(path); number++)
        {
            path = Path.Combine(
                folder,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}"));
        }

        return path;
    }
}
