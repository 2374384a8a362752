using System.Text;

namespace Peregrine;

/// <summary>Forms as <c>application/x-www-form-urlencoded</c> (URL standard of WHATWG, section 5.2).</summary>
internal static class FormBody
{
    internal const string ContentType = "application/x-www-form-urlencoded";

    internal static Body FromValues(FormValues form)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in form)
        {
            foreach (var one in ValueText.Each(name, value))
            {
                text.Append(text.Length == 0 ? "" : "&").Append(UrlEscaping.Form(name))
                    .Append('=').Append(UrlEscaping.Form(one));
            }
        }

        return new BytesBody(Encoding.ASCII.GetBytes(text.ToString()), ContentType);
    }
}
