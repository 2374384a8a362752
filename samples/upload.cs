#!/usr/bin/env dotnet
// A file and a form field. The file is streamed from disk. dotnet run samples/upload.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";
var path = Path.GetTempFileName();
File.WriteAllText(path, "Hello from a file.");

try
{
    Response response = Http.Post($"{bin}/post", new()
    {
        Files = { ["file"] = Upload.File(path, fileName: "hello.txt", contentType: "text/plain") },
        Form = { ["description"] = "A greeting" },
    });

    var echo = response.EnsureSuccess().Json();
    Console.WriteLine($"file:        {echo["files"]!["file"]}");
    Console.WriteLine($"description: {echo["form"]!["description"]}");
}
finally
{
    File.Delete(path);
}
