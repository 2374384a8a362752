using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>
/// The file of a session: the cookies, as the library writes them, and for each origin headers and credentials. What
/// else stands in it stays there. A file without origins is no session, and is never written over.
/// </summary>
internal sealed class SessionDocument
{
    private const string Origins = "origins";

    // The file is read by people too, and goes into no page of HTML.
    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly JsonObject _root;

    private SessionDocument(string path, JsonObject root, CookieJar cookies) =>
        (_path, _root, Cookies) = (path, root, cookies);

    internal CookieJar Cookies { get; }

    /// <summary>Reads it; a file that is not there is an empty session.</summary>
    /// <exception cref="UsageException">It is no session.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    internal static SessionDocument Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"--session: {PrintableText.Line(path)} is a folder.");
        }

        var cookies = new CookieJar();
        if (!File.Exists(path))
        {
            return new SessionDocument(path, [], cookies);
        }

        try
        {
            if (JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject root && root[Origins] is JsonObject)
            {
                _ = root.ContainsKey("cookies") ? cookies.Load(path) : 0;
                return new SessionDocument(path, root, cookies);
            }
        }
        catch (Exception broken) when (broken is JsonException or FormatException or ArgumentException)
        {
            // Said below, with what is wrong with it left to the reader: it is full of secrets.
        }

        throw Broken(path);
    }

    /// <summary>Reads the session of HTTPie's that a new one begins with.</summary>
    /// <exception cref="UsageException">It can't be read.</exception>
    internal static OriginMemory Import(HttpieSession other, string path, CookieJar into, Uri url)
    {
        try
        {
            other.AddTo(into, url);
            return other.ToMemory();
        }
        catch (Exception broken) when (broken is InvalidOperationException or FormatException or ArgumentException)
        {
            throw Broken(path);
        }
    }

    /// <summary>What was kept for an origin.</summary>
    /// <exception cref="UsageException">It is no such thing.</exception>
    internal OriginMemory For(string origin)
    {
        try
        {
            return OriginMemory.Read(_root[Origins]?[origin]);
        }
        catch (Exception broken) when (broken is InvalidOperationException or FormatException or ArgumentException)
        {
            throw Broken(_path);
        }
    }

    /// <summary>Writes it with what is to be kept for an origin.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    internal void Write(string origin, OriginMemory memory)
    {
        var draft = $"{_path}.{Path.GetRandomFileName()}";
        try
        {
            Cookies.Save(draft, CookieFormat.Json);
            var written = JsonNode.Parse(File.ReadAllBytes(draft))!.AsObject();
            foreach (var (name, value) in written.ToList())
            {
                _root[name] = value!.DeepClone();
            }
        }
        finally
        {
            File.Delete(draft);
        }

        if (_root[Origins] is not JsonObject origins)
        {
            _root[Origins] = origins = [];
        }

        origins[origin] = memory.ToJson();
        PrivateFile.Write(_path, [.. Bytes(), (byte)'\n']);
    }

    private byte[] Bytes()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            _root.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static UsageException Broken(string path) => new(
        $"'{PrintableText.Line(path)}' is no session that can be read; nothing was sent, and it was left as it is.");
}
