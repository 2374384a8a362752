using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Peregrine;

/// <summary>The body of a request, read as its type says: a form, a form with files, or data.</summary>
internal sealed class HttpbinBody
{
    /// <summary>What is neither kind of form.</summary>
    public HttpbinContent Data { get; private init; } = new([], 0);

    public HttpbinFields Form { get; init; } = [];

    /// <summary>The first file of each name, as shown.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    public JsonNode? Json => Data.Bytes is { } bytes ? HttpbinJson.Parse(bytes) : null;

    public JsonObject ShownFiles =>
        new([.. Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))]);

    public static async Task<HttpbinBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (Is(type, "multipart/form-data"))
        {
            return await HttpbinMultipart.ReadAsync(request, type!, cancellationToken).ConfigureAwait(false);
        }

        var content = await HttpbinContent.ReadAsync(request.Body, HttpbinContent.MaxKept, cancellationToken)
            .ConfigureAwait(false);
        var isForm = Is(type, "application/x-www-form-urlencoded") && content.Bytes is not null;
        return isForm ? new() { Form = HttpbinFields.Parse(content.Text()) } : new() { Data = content };
    }

    private static bool Is(MediaTypeHeaderValue? type, string name) =>
        type is not null && type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
}
