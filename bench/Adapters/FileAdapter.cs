using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>No HTTP at all: the same lines out of a local file.</summary>
internal sealed class FileAdapter : Adapter
{
    private readonly string _path = Path.GetTempFileName();

    internal FileAdapter()
    {
        using var file = File.Create(_path);
        for (var i = 0; i < Payload.Lines / 1000; i++)
        {
            file.Write(Payload.ThousandRows);
        }
    }

    internal override async Task<long> RowsAsync()
    {
        using var reader = new StreamReader(File.OpenRead(_path));
        var sum = 0L;
        while (await reader.ReadLineAsync() is { } line)
        {
            sum += JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!.Id;
        }

        return sum;
    }

    public override void Dispose() => File.Delete(_path);
}
