using Docker.DotNet;
using Docker.DotNet.Models;

namespace Peregrine;

/// <summary>The client of Docker over a session on a Unix socket, and over its own handler.</summary>
[Trait("run", "long")]
public sealed class DockerTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Containers_are_listed_and_started_and_what_is_missing_is_said(bool session)
    {
        await using var engine = await DockerEngine.StartAsync();
        using var docker = Client(session, engine);

        var version = await docker.System.GetVersionAsync(Test);
        var listed = await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true }, Test);
        var started = await docker.Containers.StartContainerAsync("web", new ContainerStartParameters(), Test);
        var thrown = await Assert.ThrowsAsync<DockerContainerNotFoundException>(
            () => docker.Containers.StartContainerAsync("none", new ContainerStartParameters(), Test));

        Assert.Equal("29.4.1", version.Version);
        Assert.Equal(("/web", "exited"), (Assert.Single(listed).Names[0], listed[0].State));
        Assert.True(started);
        Assert.Contains("No such container: none", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_is_pulled_with_progress_and_logs_are_read(bool session)
    {
        await using var engine = await DockerEngine.StartAsync();
        using var docker = Client(session, engine);
        var steps = new Steps();

        await docker.Images.CreateImageAsync(
            new ImagesCreateParameters { FromImage = "nginx", Tag = "latest" }, new AuthConfig(), steps, Test);
        using var logs = await docker.Containers.GetContainerLogsAsync(
            "web", tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true }, Test);
        var (output, errors) = await logs.ReadOutputToEndAsync(Test);

        Assert.Equal(["Pulling", "Downloading", "Done"], steps.Seen);
        Assert.Equal(("out\n", "err\n"), (output, errors));
    }

    [Fact]
    public async Task To_attach_needs_the_librarys_own_handler()
    {
        await using var engine = await DockerEngine.StartAsync();
        using var docker = Client(session: true, engine);

        await Assert.ThrowsAsync<NotSupportedException>(() => docker.Containers.AttachContainerAsync(
            "web", tty: false, new ContainerAttachParameters { Stream = true, Stdin = true }, Test));
    }

    private static DockerClient Client(bool session, DockerEngine engine)
    {
        var address = new Uri("unix://" + engine.Socket);
        return session
            ? new DockerClientConfiguration(
                address, new SessionCredentials(new HttpSession(new() { UnixSocket = engine.Socket }))).CreateClient()
            : new DockerClientConfiguration(address).CreateClient();
    }

    private sealed class Steps : IProgress<JSONMessage>
    {
        internal List<string> Seen { get; } = [];

        public void Report(JSONMessage value) => Seen.Add(value.Status);
    }
}
