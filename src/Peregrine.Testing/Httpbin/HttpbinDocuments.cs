using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Documents of the shape of httpbin's, in words of our own.</summary>
internal static class HttpbinDocuments
{
    public const string Landing =
        """
        <!doctype html>
        <html lang="en">
        <head><title>httpbin, in process</title></head>
        <body>
          <h1>httpbin, in process</h1>
          <p>This server answers test clients. Try <a href="/get">/get</a>, <a href="/json">/json</a> or
          <a href="/links/10">/links/10</a>.</p>
        </body>
        </html>

        """;

    public const string Xml =
        """
        <?xml version='1.0' encoding='us-ascii'?>
        <!-- Two slides about a falcon -->
        <slideshow title="On Falcons" date="A clear morning" author="A Watcher">
          <slide type="all">
            <title>The fastest bird</title>
          </slide>
          <slide type="all">
            <title>What it does</title>
            <item>It <em>waits</em> high up</item>
            <item/>
            <item>It <em>dives</em></item>
          </slide>
        </slideshow>

        """;

    public const string Html =
        """
        <!DOCTYPE html>
        <html>
        <head></head>
        <body>
          <h1>The Keeper of the Mews</h1>
          <div>
            <p>Before the sun was over the wall she had weighed each bird, mended a jess, and written
            the numbers down in a small, square hand.</p>
          </div>
        </body>
        </html>

        """;

    public const string Form =
        """
        <!DOCTYPE html>
        <html>
        <head></head>
        <body>
          <form method="post" action="/post">
            <p><label>Bird: <input type="text" name="bird"></label></p>
            <p><label>Weight: <input type="number" name="weight"></label></p>
            <input type="submit" value="submit">
          </form>
        </body>
        </html>

        """;

    public const string Utf8 =
        """
        <h1>Text in many alphabets</h1>
        <pre>
        Deutsch    Ein Wanderfalke hört den Wind über der Höhe.
        Français   Le faucon pèlerin niche près d’ici, où l’été dure.
        Ελληνικά   Ο πετρίτης πετάει ψηλά.
        Русский    Сапсан летит быстро.
        עברית      הבז עף מהר.
        العربية    الصقر يطير سريعا.
        日本語     ハヤブサは速く飛ぶ。
        ไทย        เหยี่ยวบินเร็ว
        Math       ∀x ∈ ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β, 2⁸ = 256
        Beyond 16  𝄞 😀 🦅
        </pre>

        """;

    public const string Robots = "User-agent: *\nDisallow: /deny\n";

    public const string Deny =
        """

             _________
            |         |
            |  NO     |
            |  ENTRY  |
            |_________|
                 |
                 |
          YOU SHOULDN'T BE HERE

        """;

    public static JsonObject Json() => new()
    {
        ["slideshow"] = new JsonObject
        {
            ["author"] = "A Watcher",
            ["date"] = "A clear morning",
            ["slides"] = new JsonArray(
                new JsonObject { ["title"] = "The fastest bird", ["type"] = "all" },
                new JsonObject
                {
                    ["items"] = new JsonArray("It <em>waits</em> high up", "It <em>dives</em>"),
                    ["title"] = "What it does",
                    ["type"] = "all",
                }),
            ["title"] = "On Falcons",
        },
    };
}
