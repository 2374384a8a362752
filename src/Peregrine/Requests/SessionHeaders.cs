namespace Peregrine;

/// <summary>
/// A session's header fields, for requests with a body and without: what is said about content is not said where there
/// is none, and the content type is that of JSON alone, because any other body has its own. Pure.
/// </summary>
internal sealed class SessionHeaders
{
    private readonly Headers _fields;
    private readonly Headers _bare;
    private readonly Headers _described;
    private readonly string? _jsonType;
    private TypedHeaders? _typed;

    internal SessionHeaders(Headers fields)
    {
        _fields = fields;
        var type = fields[HeaderNames.ContentType];
        var hasContent = false;
        foreach (var field in fields.AsSpan())
        {
            hasContent |= IsAboutContent(field);
        }

        _jsonType = type;
        _described = type is null ? fields : fields.Without(HeaderNames.ContentType);
        _bare = hasContent ? new Headers([.. fields.Where(field => !IsAboutContent(field))]) : fields;
    }

    /// <summary>What goes to an origin that is not the session's.</summary>
    internal SessionHeaders Harmless =>
        field ??= new SessionHeaders(new Headers([.. _fields.Where(one => HarmlessHeaders.MayKeep(one.Name))]));

    /// <summary>The fields of a request with this body, or with none.</summary>
    internal Headers For(Body? body) =>
        body is null ? _bare
        : ((body is BytesBody { IsJson: true } ? _jsonType : null) ?? body.ContentType) is not { } type ? _described
        : body is MultipartBody ? With(type) // No other form has its boundary.
        : TypedOf(type);

    // A client of an API sends one type of body: the headers with the last one are kept, 190 bytes less for each POST.
    private Headers TypedOf(string type)
    {
        if (_typed is not { } last || last.Type != type)
        {
            _typed = last = new TypedHeaders(type, With(type));
        }

        return last.Headers;
    }

    private Headers With(string type) => _described.With(HeaderNames.ContentType, type);

    private static bool IsAboutContent(Header field) =>
        field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private sealed record TypedHeaders(string Type, Headers Headers);
}
