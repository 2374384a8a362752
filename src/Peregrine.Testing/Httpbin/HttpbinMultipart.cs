using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Peregrine;

/// <summary>
/// Reads <c>multipart/form-data</c> part by part. A body that breaks the format counts as an empty form.
/// </summary>
internal sealed class HttpbinMultipart
{
    private const int MaxKeptTogether = 64 * 1024 * 1024;

    private readonly HttpbinBody _body = new();
    private int _room = MaxKeptTogether;

    public static async Task<HttpbinBody> ReadAsync(
        HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        try
        {
            var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
            return await new HttpbinMultipart()
                .ReadAsync(boundary, request.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            return new();
        }
    }

    private async Task<HttpbinBody> ReadAsync(string boundary, Stream stream, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, stream) { HeadersCountLimit = 100, HeadersLengthLimit = 64 * 1024 };
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            var limit = Math.Min(_room, HttpbinContent.MaxKept);
            var content = await HttpbinContent.ReadAsync(section.Body, limit, cancellationToken).ConfigureAwait(false);
            _room -= content.Bytes?.Length ?? 0;
            Add(section, content);
        }

        return _body;
    }

    private void Add(MultipartSection section, HttpbinContent content)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
        {
            return;
        }

        var name = HeaderUtilities.UnescapeAsQuotedString(disposition.Name).ToString();
        if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
        {
            _body.Files.TryAdd(name, content.Shown(section.ContentType));
        }
        else
        {
            _body.Form.Add(name, content.Text());
        }
    }

    private static bool IsMalformed(Exception failure) =>
        failure is InvalidDataException or ArgumentException
        || (failure is IOException and not BadHttpRequestException and not ConnectionResetException);
}
