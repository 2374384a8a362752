namespace Peregrine;

/// <summary>
/// Hides the secrets of what is written: first it learns them from all of an entry, then it hides them in all of it.
/// </summary>
internal sealed class HarMask(KnownSecrets known, SecretNameRule rule)
{
    private const string Coded = "left out: its content coding can't be undone, so secrets in it can't be found";

    internal void Learn(HarEntry entry)
    {
        Learn(entry.Request);
        var response = entry.Response;
        LearnFields(response.Headers);
        LearnFields(response.Trailers);
        LearnBody(response.Bytes, response.ContentType, response.IsCut);
    }

    internal void Learn(HarRequest request)
    {
        var spans = new List<HiddenSpan>();
        SecretLayers.FindInUrl(request.Url, rule, spans);
        Learn(spans, int.MaxValue);
        LearnFields(request.Headers);
        LearnBody(request.Bytes, request.ContentType, request.IsCut);
    }

    internal HarEntry Hide(HarEntry entry) => entry with
    {
        Request = Hide(entry.Request),
        Response = Hide(entry.Response),
        Error = HideOrNull(entry.Error),
        Comment = HideOrNull(entry.Comment),
    };

    internal HarRequest Hide(HarRequest request) => request with
    {
        Url = HideUrl(request.Url),
        Headers = Hide(request.Headers),
        ContentType = HideOrNull(request.ContentType),
        Bytes = request.IsCoded ? [] : HideBody(request.Bytes, request.ContentType, request.IsCut),
        IsCut = request.IsCut || request.IsCoded,
        IsCoded = false,
        Comment = request.IsCoded ? Coded : HideOrNull(request.Comment),
    };

    private HarResponse Hide(HarResponse response) => response with
    {
        ReasonPhrase = HideText(response.ReasonPhrase),
        Headers = Hide(response.Headers),
        Trailers = Hide(response.Trailers),
        ContentType = HideOrNull(response.ContentType),
        Bytes = response.IsCoded ? [] : HideBody(response.Bytes, response.ContentType, response.IsCut),
        Size = response.Size ?? (response.IsCut || response.IsCoded ? null : response.Bytes.Length),
        IsCut = response.IsCut || response.IsCoded,
        IsCoded = false,
        Comment = response.IsCoded ? Coded : HideOrNull(response.Comment),
    };

    private Headers Hide(Headers headers) => headers.Count == 0
        ? headers
        : new Headers([.. headers.Select(field => new Header(field.Name, Hide(field)))]);

    private string Hide(Header field)
    {
        var spans = new List<HiddenSpan>();
        SecretFields.Find(field, rule, spans);
        known.FindIn(field.Value, spans);
        return HiddenSpan.Hide(field.Value, spans);
    }

    private string HideUrl(string url)
    {
        var spans = new List<HiddenSpan>();
        SecretLayers.FindInUrl(url, rule, spans);
        known.FindIn(url, spans);
        return HiddenSpan.Hide(url, spans);
    }

    private string? HideOrNull(string? text) => text is null ? null : HideText(text);

    private string HideText(string text)
    {
        var spans = new List<HiddenSpan>();
        SecretLayers.Find(text, rule, spans);
        known.FindIn(text, spans);
        return HiddenSpan.Hide(text, spans);
    }

    private byte[] HideBody(byte[] bytes, string? contentType, bool isCut) => HarText.Hide(bytes, contentType, text =>
    {
        var spans = new List<HiddenSpan>();
        FindInBody(text, contentType, spans);
        known.FindIn(text, spans, HarText.IsOpaque(MediaType.NameOf(contentType)));
        if (isCut)
        {
            known.FindTailIn(text, spans);
            SecretScan.FindTail(text, spans);
        }

        return HiddenSpan.Hide(text, spans);
    });

    private void LearnFields(Headers headers)
    {
        foreach (var field in headers)
        {
            var spans = new List<HiddenSpan>();
            SecretFields.Find(field, rule, spans);
            Learn(spans, int.MaxValue);
            SecretFields.Tell(field, rule, known.Add);
        }
    }

    private void LearnBody(byte[] bytes, string? contentType, bool isCut) => HarText.Hide(bytes, contentType, text =>
    {
        var spans = new List<HiddenSpan>();
        FindInBody(text, contentType, spans);
        Learn(spans, isCut ? text.Length : int.MaxValue);
        return text;
    });

    // What ends where the text was cut is a part of a secret.
    private void Learn(List<HiddenSpan> spans, int cut)
    {
        foreach (var span in spans)
        {
            if (span.Value is { } value && span.End < cut)
            {
                known.Add(value);
            }
        }
    }

    private void FindInBody(string text, string? contentType, List<HiddenSpan> spans)
    {
        var type = MediaType.NameOf(contentType);
        if (HarText.IsOpaque(type))
        {
            SecretScan.Find(text, rule, spans);
            return;
        }

        SecretLayers.Find(text, rule, spans);
        if (type == FormBody.ContentType)
        {
            SecretPairs.FindInForm(text, rule, spans);
        }
        else if (type?.StartsWith("multipart/", StringComparison.Ordinal) == true
            && MediaType.Parameter(contentType, "boundary") is { Length: > 0 } boundary)
        {
            SecretPairs.FindInParts(text, boundary, rule, spans);
        }
    }
}
