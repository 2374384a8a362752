using System.Text;

namespace Peregrine;

/// <summary>
/// Makes the request that a call asks for: pure, and all of it before the call returns or first awaits.
/// </summary>
internal sealed class RequestBuilder
{
    private readonly bool _hasOwnTransport;
    private readonly TargetCache _targets = new();
    private readonly ParsedUrl? _base;
    private readonly Origin? _baseOrigin;
    private readonly QueryDefaults _query;
    private readonly SessionHeaders _headers;
    private RequestTarget? _known;
    private Tuple<CallSettings, TemplatedSettings>? _templated; // The last: settings, and the same with a template.

    /// <summary>Makes the builder of a session.</summary>
    /// <param name="baseUrl">The base URL.</param>
    /// <param name="query">The parameters of every request at the base URL.</param>
    /// <param name="headers">The fields of every request.</param>
    /// <param name="hasOwnTransport">Whether the transport is the caller's.</param>
    /// <param name="hasNoAuth">Whether the session's credentials are <see cref="Auth.None"/>.</param>
    /// <param name="settingsFor">Gives the settings of calls, for the origin of the base URL.</param>
    internal RequestBuilder(
        Url? baseUrl, QueryValues? query, HeaderValues? headers, bool hasOwnTransport,
        bool hasNoAuth, Func<Origin?, CallSettings> settingsFor)
    {
        _hasOwnTransport = hasOwnTransport;
        _base = baseUrl is { } url ? ParsedUrl.ParseOwn(url.Text) : null;
        _known = _base is null ? null : new RequestTarget(_base with { UserInfo = null });
        _baseOrigin = _known?.Origin;
        _query = new QueryDefaults(query);
        Settings = settingsFor(_baseOrigin);
        _headers = new SessionHeaders(Merge(Defaults(Settings.Codings), headers));
        if (_base?.UserInfo is { } userInfo && !hasNoAuth
            && NamedBy(userInfo, Settings.Auth, baseUrl!.Text) is { } named)
        {
            Settings = Settings.WithAuth(named, isOwn: false);
        }
    }

    private static Headers Defaults(CodingTable codings)
    {
        Header[] always = [new(HeaderNames.UserAgent, UserAgent.Default), new(HeaderNames.Accept, "*/*")];
        return new Headers(
            codings.Accepted.Length == 0 ? always : [.. always, new(HeaderNames.AcceptEncoding, codings.Accepted)]);
    }

    /// <summary>The settings of a call that changes nothing.</summary>
    internal CallSettings Settings { get; }

    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    internal Request Build(HttpMethod method, Url url, RequestOptions? options)
    {
        var request = Build(method, url.Text, options);
        return url.Template is { } template
            ? request with { Settings = Templated(request.Settings!, UrlTemplate.Below(_base, template)) }
            : request;
    }

    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    internal Request Build(HttpMethod method, string url, RequestOptions? options)
    {
        if (_hasOwnTransport && options?.Set is { IsAboutConnections: true })
        {
            throw new ArgumentException(
                "Tls, Proxy and Version belong to connections of the session's own: they can't be set beside a "
                + "Transport.",
                nameof(options));
        }

        var own = options?.QueryOrNull is { Count: > 0 } query ? QueryOf(query) : "";
        // A null in the call's query leaves the session's out.
        var isPlain = own.Length == 0 && (_query.IsEmpty || options?.QueryOrNull is not { Count: > 0 });
        var settings = options is null ? Settings : Settings.With(options).WithExpectOf(options.HeadersOrNull);
        var known = isPlain ? _targets.Find(url) : null;
        var target = known?.Target
            ?? TargetOf(url, own, isPlain, options, ref settings);
        if (_hasOwnTransport && target.Origin.IsUnixSocket)
        {
            throw ParsedUrl.Refused(
                url,
                "a Unix socket is reached by a connection of the session's own, and it has a Transport of the "
                + "caller's");
        }

        var body = options is null ? null : BodyOf(options, settings);
        var headers = IsAtBase(target.Origin) ? _headers : _headers.Harmless;
        var merged = HeadersOf(headers.For(body), options?.HeadersOrNull, body);
        return body is null
            ? known is not null && options is null
                ? known.RequestOf(method, merged, settings)
                : new Request(method, target, merged, null, settings)
            : Sending(method, target, merged, body, options!, settings);
    }

    // Programs name few calls, and most often the one that they named last.
    private TemplatedSettings Templated(CallSettings settings, string template)
    {
        if (_templated is { } last && ReferenceEquals(last.Item1, settings) && last.Item2.UrlTemplate == template)
        {
            return last.Item2;
        }

        var templated = new TemplatedSettings(settings, template);
        _templated = Tuple.Create(settings, templated);
        return templated;
    }

    // The body as it is sent: followed, coded, and measured.
    private static Request Sending(
        HttpMethod method, RequestTarget target, Headers headers,
        Body body, RequestOptions options, CallSettings settings)
    {
        if (settings.Compress is { } coding && !headers.Contains(HeaderNames.ContentEncoding))
        {
            // What the caller has is counted, and not what the coding makes of it.
            var coded = CodedBody.Create(Followed(body, options), coding);
            return new Request(
                method,
                target,
                headers.Add(HeaderNames.ContentEncoding, coding.Name),
                AsMeasured(coded, settings),
                settings);
        }

        return new Request(method, target, headers, Followed(AsMeasured(body, settings), options), settings);
    }

    private static Body Followed(Body body, RequestOptions options) =>
        options.UploadProgress is { } progress ? new MeteredBody(body, progress) : body;

    private static Body AsMeasured(Body body, CallSettings settings) =>
        settings.MeasureBodiesUpTo is { } most
            && (body.Length is not { } length || (length <= most && !body.IsReplayable))
                ? new MeasuringBody(body, most)
                : body;

    private RequestTarget TargetOf(
        string text, string own, bool isPlain, RequestOptions? options, ref CallSettings settings)
    {
        var address = BaseUrl.Join(_base, text);
        var userInfo = address.UserInfo;
        var isAtBase = _base is null
            || (_base.Scheme == address.Scheme && _base.Host == address.Host && _base.Port == address.Port);
        var query = BaseUrl.Both(
            BaseUrl.Both(address.Query, isAtBase ? _query.For(address.Query, options?.QueryOrNull) : ""), own);
        var target = _known = new RequestTarget(
            userInfo is null && query == address.Query ? address : address with { Query = query, UserInfo = null },
            _known);
        if (userInfo is null || ReferenceEquals(userInfo, _base?.UserInfo))
        {
            if (isPlain)
            {
                _targets.Keep(text, target);
            }
        }
        else if (options?.Auth is not NoAuth && NamedBy(userInfo, settings.Auth, text) is { } named)
        {
            settings = settings.WithAuth(named, isOwn: true);
        }

        return target;
    }

    private static Auth? NamedBy(string userInfo, Auth auth, string url)
    {
        try
        {
            return auth.Naming(userInfo);
        }
        catch (ArgumentException reason)
        {
            throw ParsedUrl.Refused(url, "its userinfo is no user name and password that can be sent", reason);
        }
    }

    /// <summary>Whether this is the origin of the base URL.</summary>
    internal bool IsBase(Origin origin) => _baseOrigin == origin;

    /// <summary>What the session and the call add to each URL of an origin that lacks it.</summary>
    internal QueryDefaults QueryFor(Origin origin, RequestOptions? options) =>
        (IsAtBase(origin) ? _query : QueryDefaults.None).With(options?.QueryOrNull);

    private bool IsAtBase(Origin origin) => _baseOrigin is not { } own || own == origin;

    private static Headers HeadersOf(Headers session, HeaderValues? own, Body? body)
    {
        var merged = own is { Count: > 0 } ? Merge(session, own) : session;
        return body is MultipartBody && own?.Contains(HeaderNames.ContentType) == true
            ? merged.With(HeaderNames.ContentType, body.ContentType!)
            : merged;
    }

    private static Headers Merge(Headers outer, HeaderValues? own)
    {
        if (own is not { Count: > 0 })
        {
            return outer;
        }

        var merged = new List<Header>(outer.Count + own.Count);
        foreach (var field in outer.AsSpan())
        {
            if (!own.Contains(field.Name))
            {
                merged.Add(field);
            }
        }

        foreach (var (name, value) in own)
        {
            if (value is not null)
            {
                merged.Add(HeaderRules.Checked(name, value));
            }
        }

        return HeaderRules.WithOneHost(new Headers([.. merged]));
    }

    private static Body? BodyOf(RequestOptions options, CallSettings settings)
    {
        var isForm = options.FormOrNull is { Count: > 0 };
        var isMultipart = options.FilesOrNull is { Count: > 0 }
            || (isForm && MediaType.NameOf(OwnContentType(options)) == "multipart/form-data");
        if ((options.Body is null ? 0 : 1) + (options.Json is null ? 0 : 1) + (isForm || isMultipart ? 1 : 0) > 1)
        {
            throw new ArgumentException("A request has one body: Json, Body, or Form with Files.", nameof(options));
        }

        if (isMultipart)
        {
            return Multipart(options);
        }

        return isForm ? FormBody.FromValues(options.FormOrNull!)
            : options.Json is { } value ? JsonBody.Create(value, settings.JsonOptions)
            : options.Body;
    }

    private static MultipartBody Multipart(RequestOptions options)
    {
        var type = OwnContentType(options);
        return Boundary.Parse(type) is { } named
            ? new MultipartBody(options.FormOrNull, options.FilesOrNull, named, type)
            : new MultipartBody(options.FormOrNull, options.FilesOrNull, Boundary.New());
    }

    private static string? OwnContentType(RequestOptions options) =>
        options.HeadersOrNull?.TryGetValue(HeaderNames.ContentType, out var own) == true ? own : null;

    private static string QueryOf(QueryValues query)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in query)
        {
            foreach (var one in ValueText.Each(name, value))
            {
                text.Append(text.Length == 0 ? "" : "&").Append(UrlEscaping.Data(name))
                    .Append('=').Append(UrlEscaping.Data(one));
            }
        }

        return text.ToString();
    }
}
