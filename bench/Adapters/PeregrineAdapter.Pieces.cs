namespace Peregrine.Bench;

/// <content>Bodies that are sent in small pieces.</content>
internal partial class PeregrineAdapter
{
    internal override Task FormAsync(int fields) =>
        FormAsync(fields, Upload.Bytes(Pieces.File, "file.bin"));

    internal override Task FormWithFileAsync(string path) => FormAsync(5, Upload.File(path));

    internal override Task PiecesAsync() =>
        _session.PostAsync("/up", new() { Body = Body.Chunks(Pieces.EachAsync()) });

    private Task FormAsync(int fields, Upload file)
    {
        var options = new RequestOptions { Files = { ["file"] = file } };
        foreach (var (name, value) in Pieces.Fields(fields))
        {
            options.Form.Add(name, value);
        }

        return _session.PostAsync("/up", options);
    }
}
