using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Puts the items of a plan where the library wants them.</summary>
internal static class PlannedItems
{
    private const string MultipartType = "multipart/form-data";

    internal static void Add(Plan plan, RequestOptions options)
    {
        var isForm = plan.Format is BodyFormat.Form or BodyFormat.Multipart
            || plan.Items.Any(item => item.Kind == ItemKind.File);
        var json = new JsonObject();
        foreach (var item in plan.Items)
        {
            if (item.IsField)
            {
                AddField(item, isForm, options, json);
            }
            else
            {
                AddOther(item, options);
            }
        }

        options.Json = json.Count > 0 ? json : null;
        if (plan.Format == BodyFormat.Multipart && options.Form.Count > 0 && !options.Headers.Contains("Content-Type"))
        {
            options.Headers.Add("Content-Type", MultipartType); // The library adds the boundary.
        }
    }

    private static void AddOther(Item item, RequestOptions options)
    {
        switch (item.Kind)
        {
            case ItemKind.QueryOfFile:
                options.Query.Add(item.Name, LocalFile.LineOf(item.Value));
                break;
            case ItemKind.HeaderOfFile:
                options.Headers.Add(item.Name, LocalFile.LineOf(item.Value));
                break;
            case ItemKind.Query:
                options.Query.Add(item.Name, item.Value);
                break;
            case ItemKind.Header:
                options.Headers.Add(item.Name, item.Value);
                break;
            case ItemKind.WithoutHeader:
                options.Headers[item.Name] = null;
                break;
            default:
                options.Body = Body.File(LocalFile.At(item.Value), item.ContentType);
                break;
        }
    }

    private static void AddField(Item item, bool isForm, RequestOptions options, JsonObject json)
    {
        if (item.Kind == ItemKind.File)
        {
            options.Files.Add(item.Name, Upload.File(LocalFile.At(item.Value), contentType: item.ContentType));
            return;
        }

        var text = item.Kind is ItemKind.TextOfFile or ItemKind.JsonOfFile ? LocalFile.TextOf(item.Value) : item.Value;
        var value = item.Kind is ItemKind.Json or ItemKind.JsonOfFile ? JsonOf(item, text) : JsonValue.Create(text);
        if (isForm)
        {
            options.Form.Add(item.Name, text);
        }
        else if (!json.TryAdd(item.Name, value))
        {
            throw new UsageException(
                $"the field '{Shortened.Name(item.Name)}' is there twice; a list is written name:='[1, 2]'.");
        }
    }

    private static JsonNode? JsonOf(Item item, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new UsageException($"the file of '{Shortened.Name(item.Name)}:=@' holds no JSON.");
        }
    }
}
