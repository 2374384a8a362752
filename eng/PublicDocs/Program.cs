using System.Xml.Linq;

namespace Peregrine;

/// <summary>
/// Takes out of the compiler's documentation what the users of an assembly can't see. Arguments: the assembly, its documentation, the file to write.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var assembly, var documentation, var target])
        {
            Console.Error.WriteLine("PublicDocs ASSEMBLY DOCUMENTATION TARGET");
            return 2;
        }

        var all = XDocument.Load(documentation, LoadOptions.PreserveWhitespace);
        PublicDocs.Keep(all, DocumentationIds.Visible(assembly));
        all.Save(target, SaveOptions.DisableFormatting);
        return 0;
    }
}
