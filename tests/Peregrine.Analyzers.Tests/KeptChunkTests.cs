namespace Peregrine;

/// <summary>PRG003: a chunk that is kept.</summary>
public sealed class KeptChunkTests
{
    [Theory]
    [InlineData("""var all = [|response.Chunks().ToList()|];""")]
    [InlineData("""var all = [|response.RawChunks().ToArray()|];""")]
    [InlineData("""var all = await [|response.ChunksAsync().ToListAsync()|];""")]
    [InlineData("""var all = await [|response.RawChunksAsync().ToArrayAsync()|];""")]
    [InlineData("""var all = [|response.Chunks().Where(one => one.Length > 1).ToList()|];""")]
    [InlineData("""var chunks = response.Chunks(); var all = [|chunks.ToList()|];""")]
    [InlineData("""List<ReadOnlyMemory<byte>> all = [[|.. response.Chunks()|]];""")]
    [InlineData("""var all = [|new List<ReadOnlyMemory<byte>>(response.Chunks())|];""")]
    [InlineData("""var all = new List<ReadOnlyMemory<byte>>(); [|all.AddRange(response.Chunks())|];""")]
    [InlineData("""
        var all = new List<ReadOnlyMemory<byte>>();
        foreach (var chunk in response.Chunks()) { all.Add([|chunk|]); }
        """)]
    [InlineData("""
        var all = new Queue<ReadOnlyMemory<byte>>();
        await foreach (var chunk in response.ChunksAsync().ConfigureAwait(false)) { all.Enqueue([|chunk|]); }
        """)]
    [InlineData("""
        var all = new List<ReadOnlyMemory<byte>>();
        foreach (var chunk in response.Chunks()) { all.Add([|chunk[1..]|]); all.Add([|chunk.Slice(1)|]); }
        """)]
    [InlineData("""foreach (var chunk in response.Chunks()) { _last = [|chunk|]; }""")]
    [InlineData("""
        ReadOnlyMemory<byte> last = default;
        foreach (var chunk in response.Chunks()) { last = [|chunk|]; }
        Console.WriteLine(last.Length);
        """)]
    [InlineData("""
        var all = new Dictionary<int, ReadOnlyMemory<byte>>();
        foreach (var chunk in response.Chunks()) { all[all.Count] = [|chunk|]; }
        """)]
    [InlineData("""
        var channel = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        await foreach (var chunk in response.ChunksAsync()) { await channel.Writer.WriteAsync([|chunk|]); }
        """)]
    [InlineData("""
        var all = new List<object>();
        foreach (var chunk in ProgressBar.Console().Over(response.Chunks())) { all.Add([|chunk|]); }
        """)]
    [InlineData("""
        foreach (var chunk in response.Chunks()) { Kept.Payload = [|chunk|]; Kept.Parts.Add([|chunk|]); }
        """)]
    [InlineData("""
        var frame = new Frame();
        foreach (var chunk in response.Chunks()) { frame.Payload = [|chunk|]; frame?.Parts.Add([|chunk|]); }
        """)]
    [InlineData("""
        foreach (var turn in numbers)
        {
            var parts = new List<ReadOnlyMemory<byte>>();
            foreach (var chunk in response.Chunks()) { parts.Add([|chunk|]); }
        }
        """)]
    public Task It_is_found(string statements) => Sample.CheckAsync(new KeptChunkAnalyzer(), statements);

    [Theory]
    [InlineData("""var all = response.Chunks().Select(chunk => chunk.ToArray()).ToList();""")]
    [InlineData("""var total = response.Chunks().Sum(chunk => chunk.Length);""")]
    [InlineData("""var all = response.TextChunks().ToList(); var lines = response.Lines().ToList();""")]
    [InlineData("""
        var all = new List<byte[]>(); var lengths = new List<int>();
        foreach (var chunk in response.Chunks()) { all.Add(chunk.ToArray()); lengths.Add(chunk.Length); }
        """)]
    [InlineData("""
        using var file = new MemoryStream();
        await foreach (var chunk in response.ChunksAsync()) { await file.WriteAsync(chunk); file.Write(chunk.Span); }
        """)]
    [InlineData("""
        foreach (var chunk in response.Chunks()) { var rest = chunk; while (!rest.IsEmpty) { rest = rest[1..]; } }
        """)]
    [InlineData("""
        var all = new List<ReadOnlyMemory<byte>>(); var own = new List<byte[]>();
        foreach (var one in own) { all.Add(one); }
        foreach (var chunk in response.Chunks()) { all.Add(own[0]); }
        """)]
    [InlineData("""foreach (var chunk in response.Chunks()) { Handle(new Frame { Payload = chunk }); }""")]
    [InlineData("""foreach (var chunk in response.Chunks()) { Handle(new { Payload = chunk }); }""")]
    [InlineData("""foreach (var chunk in response.Chunks()) { Handle(new Frame { Parts = { chunk } }); }""")]
    [InlineData("""foreach (var chunk in response.Chunks()) { Handle(new List<ReadOnlyMemory<byte>> { chunk }); }""")]
    [InlineData("""
        foreach (var chunk in response.Chunks()) { Handle(new Dictionary<int, ReadOnlyMemory<byte>> { [1] = chunk }); }
        """)]
    [InlineData("""
        foreach (var chunk in response.Chunks()) { var one = new Frame(); one.Payload = chunk; Handle(one); }
        """)]
    [InlineData("""
        await foreach (var chunk in response.ChunksAsync())
        {
            var parts = new List<ReadOnlyMemory<byte>>();
            parts.Add(chunk[..1]);
            parts?.Add(chunk[1..]);
            var frame = new Frame();
            frame.Parts.Add(chunk);
            var slots = new ReadOnlyMemory<byte>[1];
            slots[0] = chunk;
            Action<Frame> fill = given => given.Payload = chunk;
            fill(frame);
        }
        """)]
    public Task What_is_copied_or_used_at_once_is_left_alone(string statements) =>
        Sample.CheckAsync(new KeptChunkAnalyzer(), statements);

    [Theory]
    [InlineData(
        """var all = response.Chunks().ToList();""",
        """var all = response.Chunks().Select(chunk => (ReadOnlyMemory<byte>)chunk.ToArray()).ToList();""")]
    [InlineData(
        """var all = await response.RawChunksAsync().ToListAsync();""",
        """
        var all = await response.RawChunksAsync().Select(chunk => (ReadOnlyMemory<byte>)chunk.ToArray()).ToListAsync();
        """)]
    [InlineData(
        """foreach (var chunk in response.Chunks()) { _last = chunk[1..]; }""",
        """foreach (var chunk in response.Chunks()) { _last = chunk[1..].ToArray(); }""")]
    [InlineData(
        """
        var all = new List<ReadOnlyMemory<byte>>();
        foreach (var chunk in response.Chunks()) { all.Add(chunk); }
        """,
        """
        var all = new List<ReadOnlyMemory<byte>>();
        foreach (var chunk in response.Chunks()) { all.Add(chunk.ToArray()); }
        """)]
    public async Task A_copy_is_kept(string before, string after)
    {
        Assert.Equal(after, await Sample.FixedAsync(new KeptChunkAnalyzer(), new CopyChunkFix(), before));
        await Sample.CheckAsync(new KeptChunkAnalyzer(), after);
    }

    [Theory]
    [InlineData("""List<ReadOnlyMemory<byte>> all = [.. response.Chunks()];""")]
    [InlineData("""var all = Enumerable.ToList(response.Chunks());""")]
    public async Task Where_the_copy_has_no_one_place_no_fix_is_offered(string statements) =>
        Assert.Null(await Sample.FixedAsync(new KeptChunkAnalyzer(), new CopyChunkFix(), statements));
}
