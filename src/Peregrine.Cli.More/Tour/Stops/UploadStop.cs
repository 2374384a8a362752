namespace Peregrine;

/// <summary>A file from disk with a form field beside it, and a form alone.</summary>
internal sealed class UploadStop : IStop
{
    // The first bytes of a JPEG file: no text, so the server reports them in base64.
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00];

    public string Title => "A file with a form field";

    public async Task RunAsync(Visit visit)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("peregrine-tour-").FullName, "photo.jpg");
        try
        {
            await File.WriteAllBytesAsync(path, Photo);
            await UploadAsync(visit, path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        await FormAsync(visit);
    }

    private static async Task UploadAsync(Visit visit, string path)
    {
        var response = await Http.PostAsync($"{visit.Server}/post", new()
        {
            Files =
            {
                ["file"] = Upload.File(path, contentType: "image/jpeg"),
                ["notes"] = Upload.Text("caf\u00E9", "notes.txt"),
            },
            Form = { ["description"] = "Profile photo" },
        });

        visit.Show(response, "files", "form");
        var seen = response.Json();
        visit.Expect(
            "the file, byte by byte",
            $"data:image/jpeg;base64,{Convert.ToBase64String(Photo)}",
            seen["files"]?["file"]);
        visit.Expect("a text, in UTF-8", "caf\u00E9", seen["files"]?["notes"]);
        visit.Expect("the form field", "Profile photo", seen["form"]?["description"]);
        visit.Expect("one body of known length", response.Request.Body?.Length, seen["headers"]?["Content-Length"]);
    }

    private static async Task FormAsync(Visit visit)
    {
        var response = await Http.PostAsync($"{visit.Server}/post", new()
        {
            Form = { ["name"] = "Alice & Bob", ["size"] = 2.5 },
        });

        visit.Show(response, "form");
        visit.Expect(
            "a form alone is urlencoded",
            "application/x-www-form-urlencoded",
            response.Json()["headers"]?["Content-Type"]);
        visit.Expect("a field", "Alice & Bob", response.Json()["form"]?["name"]);
        visit.Expect("a number", "2.5", response.Json()["form"]?["size"]);
    }
}
