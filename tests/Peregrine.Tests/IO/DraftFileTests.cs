using System.Text;

namespace Peregrine;

public sealed class DraftFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_draft_replaces_the_old_file_only_once_it_is_placed(bool isForOwner)
    {
        var path = _folder.At("file");
        File.WriteAllText(path, "the old one");
        using var draft = Open(path, isForOwner);
        RandomAccess.Write(draft.Handle, "new"u8, 0);
        Assert.Equal("the old one", File.ReadAllText(path));

        draft.PutInPlace();

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_draft_that_is_not_placed_leaves_nothing(bool isForOwner)
    {
        var path = _folder.At("file");
        File.WriteAllText(path, "the old one");
        using (var draft = Open(path, isForOwner))
        {
            RandomAccess.Write(draft.Handle, "new"u8, 0);
        }

        Assert.Equal("the old one", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_draft_that_can_not_be_placed_leaves_nothing(bool isForOwner)
    {
        var path = _folder.At("taken");
        Directory.CreateDirectory(Path.Combine(path, "inside"));

        Assert.ThrowsAny<Exception>(() =>
        {
            using var draft = Open(path, isForOwner);
            draft.PutInPlace();
        });

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_a_draft_for_the_owner_follows_a_link(bool isForOwner)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.WriteAllText(_folder.At("real"), "the old one");
        File.CreateSymbolicLink(_folder.At("link"), _folder.At("real"));
        using (var draft = Open(_folder.At("link"), isForOwner))
        {
            RandomAccess.Write(draft.Handle, "new"u8, 0);
            draft.PutInPlace();
        }

        Assert.Equal("new", File.ReadAllText(_folder.At("link")));
        Assert.Equal(isForOwner, new FileInfo(_folder.At("link")).LinkTarget is not null);
        Assert.Equal(isForOwner ? "new" : "the old one", File.ReadAllText(_folder.At("real")));
    }

    [Fact]
    public void Others_can_not_read_a_draft_for_the_owner_while_it_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the rights of the folder apply on Windows");
        using var draft = Open(_folder.At("file"), isForOwner: true);

        Assert.True(OperatingSystem.IsWindows() || IsForOwner(File.GetUnixFileMode(draft.Handle)));
    }

    [Fact]
    public async Task A_small_file_is_written_whole_in_both_ways()
    {
        var content = Encoding.UTF8.GetBytes("a small file");

        AtomicFile.Write(_folder.At("one"), content);
        await AtomicFile.WriteAsync(_folder.At("other"), content, TestContext.Current.CancellationToken);

        Assert.Equal(content, File.ReadAllBytes(_folder.At("one")));
        Assert.Equal(content, File.ReadAllBytes(_folder.At("other")));
    }

    private static bool IsForOwner(UnixFileMode mode) => mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static DraftFile Open(string path, bool isForOwner) =>
        isForOwner ? DraftFile.CreateForOwner(path, FileOptions.None) : DraftFile.Create(path);
}
