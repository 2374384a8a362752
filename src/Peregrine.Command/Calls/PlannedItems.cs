using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Puts the items of a plan where the library wants them.</summary>
internal static class PlannedItems
{
    private const string MultipartType = "multipart/form-data";

    // Who sends JSON wants JSON, errors too; anything is better than a refusal.
    private const string JsonAccept = "application/json, */*;q=0.5";

    internal static void Add(Plan plan, RequestOptions options)
    {
        var isForm = plan.Format == BodyFormat.Form || plan.IsMultipart;
        var json = new NestedFields();
        foreach (var item in plan.Items)
        {
            try
            {
                Add(item, plan, isForm, options, json);
            }
            catch (Exception wrong) when (item.NamesFile && FileFault.Is(wrong))
            {
                throw FileFault.OfReading(item.Shown, item.Value, wrong);
            }
        }

        options.Json = json.Root;
        if (!isForm && (plan.Format == BodyFormat.Json || json.Root is not null || options.Body is not null)
            && !options.Headers.Contains("Accept"))
        {
            options.Headers.Add("Accept", JsonAccept);
        }

        if (plan.IsMultipart && (plan.Boundary is not null || plan.Format == BodyFormat.Multipart)
            && (options.Form.Count > 0 || options.Files.Count > 0) && !options.Headers.Contains("Content-Type"))
        {
            // The library adds a boundary where there is none.
            options.Headers.Add(
                "Content-Type", plan.Boundary is { } line ? $"{MultipartType}; boundary=\"{line}\"" : MultipartType);
        }
    }

    private static void Add(Item item, Plan plan, bool isForm, RequestOptions options, NestedFields json)
    {
        if (item.IsField)
        {
            AddField(item, plan, isForm, options, json);
        }
        else
        {
            AddOther(item, plan, options);
        }
    }

    private static void AddOther(Item item, Plan plan, RequestOptions options)
    {
        switch (item.Kind)
        {
            case ItemKind.QueryOfFile:
                options.Query.Add(item.Name, LocalFile.LineOf(item));
                break;
            case ItemKind.HeaderOfFile:
                options.Headers.Add(item.Name, LocalFile.LineOf(item));
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
                options.Body = FileBodies.BodyOf(item, plan);
                break;
        }
    }

    private static void AddField(
        Item item, Plan plan, bool isForm, RequestOptions options, NestedFields json)
    {
        if (item.Kind == ItemKind.File)
        {
            options.Files.Add(item.Name, FileBodies.UploadOf(item, plan));
            return;
        }

        var text = item.Kind is ItemKind.TextOfFile or ItemKind.JsonOfFile ? LocalFile.TextOf(item) : item.Value;
        var value = item.Kind is ItemKind.Json or ItemKind.JsonOfFile ? JsonOf(item, text) : JsonValue.Create(text);
        if (isForm)
        {
            options.Form.Add(item.Name, value?.GetValueKind() == JsonValueKind.String ? (string?)value : text);
        }
        else
        {
            json.Add(item.NestedName ?? item.Name, value);
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
            throw new UsageException($"{item.Shown}: the file holds no JSON.");
        }
    }
}
