using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Peregrine;

/// <summary>
/// The form that a request sends, urlencoded or multipart. A body that is neither, or breaks the format, has no fields.
/// </summary>
internal sealed class MockForm
{
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly List<KeyValuePair<string, string>> _files = [];

    private MockForm()
    {
    }

    public static MockForm Read(MockRequest request)
    {
        var form = new MockForm();
        if (!MediaTypeHeaderValue.TryParse(request.Headers["Content-Type"], out var type))
        {
            return form;
        }

        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            form._fields.AddRange(new MockQuery(request.Text));
        }
        else if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            form.ReadParts(request.Bytes, HeaderUtilities.RemoveQuotes(type.Boundary).ToString());
        }

        return form;
    }

    /// <summary>The values of a text field.</summary>
    public IReadOnlyList<string> Values(string name) => In(_fields, name);

    /// <summary>The names of the files under the name of a field.</summary>
    public IReadOnlyList<string> Files(string name) => In(_files, name);

    private static string[] In(List<KeyValuePair<string, string>> pairs, string name) =>
        [.. pairs.Where(pair => pair.Key == name).Select(pair => pair.Value)];

    private void ReadParts(byte[] body, string boundary)
    {
        try
        {
            using var stream = new MemoryStream(body);
            var reader = new MultipartReader(boundary, stream);
            while (Next(reader) is { } part)
            {
                Add(part);
            }
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException or ArgumentException)
        {
            // What came before the fault counts.
        }
    }

    // The body is in memory, so neither waits.
    private static MultipartSection? Next(MultipartReader reader) =>
        reader.ReadNextSectionAsync().GetAwaiter().GetResult();

    private void Add(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
        {
            return;
        }

        var name = HeaderUtilities.UnescapeAsQuotedString(disposition.Name).ToString();
        if (disposition.FileNameStar.HasValue)
        {
            _files.Add(new(name, disposition.FileNameStar.ToString()));
        }
        else if (disposition.FileName.HasValue)
        {
            _files.Add(new(name, HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString()));
        }
        else
        {
            using var reader = new StreamReader(part.Body, Encoding.UTF8);
            _fields.Add(new(name, reader.ReadToEnd()));
        }
    }
}
