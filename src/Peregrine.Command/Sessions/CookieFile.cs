using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>A file of cookies: <c>cookies.txt</c>, as browsers and curl write it, or the library's JSON.</summary>
internal sealed class CookieFile : IKeptState
{
    private readonly string? _to;
    private readonly CookieChanges _changes;

    /// <summary>Reads the file of a plan, if it is there.</summary>
    /// <exception cref="UsageException">It holds no cookies that can be read.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    internal CookieFile(Plan plan)
    {
        // What is no regular file, a pipe for instance, is read once and not written.
        _to = plan.CookiesTo is { } to && Checked(LocalFile.At(to)) is var path
            && (!File.Exists(path) || Body.File(path).IsReplayable) ? path : null;
        if (plan.CookiesFrom is { } from && File.Exists(LocalFile.At(from)))
        {
            Load(Cookies, LocalFile.At(from));
        }

        _changes = new CookieChanges(Cookies);
    }

    public CookieJar Cookies { get; } = new();

    public void Keep()
    {
        if (_to is null)
        {
            return;
        }

        // Read again, for what another command has written since. What did not change is not written.
        var latest = new CookieJar();
        if (File.Exists(_to))
        {
            Load(latest, _to);
        }

        if (_changes.ApplyTo(latest))
        {
            latest.Save(_to);
        }
    }

    private static string Checked(string path) =>
        Directory.Exists(path) ? throw new UsageException($"--cookies: {PrintableText.Line(path)} is a folder.")
        : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? path
        : throw new UsageException($"--cookies: {FileFault.NoFolder(path)}");

    private static void Load(CookieJar jar, string path)
    {
        try
        {
            if ((jar.Load(path) == 0 && !HoldsNothingElse(path)) || HoldsMore(path))
            {
                throw new FormatException("It holds something else.");
            }
        }
        catch (FormatException)
        {
            throw new UsageException(
                $"'{PrintableText.Line(path)}' is no file of cookies; nothing was sent, and it was left as it is.");
        }
    }

    // A session, of HTTPie's too, has cookies beside other things, which would be lost.
    private static bool HoldsMore(string path)
    {
        try
        {
            return Body.File(path).IsReplayable && JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject root
                && root.Any(member => member.Key is not ("cookies" or "version"));
        }
        catch (JsonException)
        {
            return false; // It is a cookies.txt.
        }
    }

    // Cookies that have expired are passed over; a text of another kind must not be written over.
    private static bool HoldsNothingElse(string path)
    {
        if (!Body.File(path).IsReplayable)
        {
            return true; // It can't be read twice, and is never written.
        }

        var lines = File.ReadAllLines(path);
        return lines.FirstOrDefault(line => line.Trim().Length > 0)?.TrimStart() is ['{' or '[', ..]
            || lines.All(line => line.Trim() is "" or ['#', ..] || line.Contains('\t', StringComparison.Ordinal));
    }
}
