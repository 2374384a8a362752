using System.Xml.Linq;

namespace Peregrine;

/// <summary>The documentation that goes into a package.</summary>
internal static class PublicDocs
{
    /// <summary>Takes out every member that is not among these, with the white space before it.</summary>
    internal static void Keep(XDocument documentation, IReadOnlySet<string> ids)
    {
        var hidden = documentation.Descendants("member").Where(member => !ids.Contains((string?)member.Attribute("name") ?? "")).ToList();
        foreach (var member in hidden)
        {
            if (member.PreviousNode is XText space && string.IsNullOrWhiteSpace(space.Value))
            {
                space.Remove();
            }

            member.Remove();
        }
    }
}
