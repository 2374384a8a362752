using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// All blocks of all pages as one project, in a folder of its own: compiled as a stranger's, with warnings as errors.
/// </summary>
internal sealed partial class DocProject : IDisposable
{
    private const string Marker = "@@ ";

    // What the SDK reads on its way up from a file in the root of a clone.
    private static readonly string[] RootFiles =
        [
            ".editorconfig", "Directory.Build.props", "Directory.Build.targets",
            "Directory.Packages.props", "global.json",
        ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-docs-");
    private readonly IReadOnlyDictionary<string, string> _hosts;

    /// <summary>An empty project.</summary>
    /// <param name="hosts">What stands in the place of each host that the pages name.</param>
    internal DocProject(IReadOnlyDictionary<string, string> hosts) => _hosts = hosts;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Compiles the blocks and runs them, one after another: what each of them printed, by name.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> RunAsync(IReadOnlyList<DocBlock> blocks)
    {
        foreach (var block in blocks)
        {
            var isWeb = blocks.Any(
                one => one.Page == block.Page && one.Code.Contains("WebApplication.", StringComparison.Ordinal));
            Write($"{DocSource.MethodOf(block)}.cs", ToServers(DocSource.Of(block, isWeb)));
        }

        Write("Docs.csproj", ProjectText);
        Write(".editorconfig", AnalysisText);
        Write("Program.cs", ProgramOf(blocks));
        Write("RunningApplication.cs", ApplicationText);
        Write("appsettings.json", ToServers(Settings().Match(
            await File.ReadAllTextAsync(Checkout.At("docs/guides/service.md"))).Groups["json"].Value));
        await File.WriteAllBytesAsync(At("photo.jpg"), [0xFF, 0xD8, 0xFF, 0xE0]);

        (await DotnetRun.BuildAsync(At("Docs.csproj"))).Succeeded();
        var run = await DotnetRun.OfAsync(_folder.FullName, At("out/Docs.dll"));
        return ByName(FromServers(run.Output));
    }

    /// <summary>
    /// Runs a file-based app as it stands, but with the library of this repository: beside the files that rule the root
    /// of a clone, where the page says to save it. It must leave nothing behind there.
    /// </summary>
    internal async Task<string> RunFileAsync(DocBlock block)
    {
        var code = ToServers(block.Code)
            .Replace("#:project ", $"#:project {Checkout.Root}/", StringComparison.Ordinal)
            .Replace(
                $"#:package Peregrine@{Version}", $"#:project {Checkout.Root}/src/Peregrine", StringComparison.Ordinal);
        Directory.CreateDirectory(At("file"));
        foreach (var file in RootFiles)
        {
            File.Copy(Checkout.At(file), At($"file/{file}"), overwrite: true);
        }

        Write("file/hello.cs", code);
        var run = await DotnetRun.OfAsync(At("file"), "run", "-c", Checkout.Configuration, "hello.cs");
        run.Succeeded();
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("file")).Select(Path.GetFileName).Except(
            [.. RootFiles, "hello.cs"]));
        return FromServers(run.Output);
    }

    // What the packages of this repository are made as: a page that names another version is not replaced, and fails.
    private static string Version => typeof(HttpSession).Assembly.GetName().Version!.ToString(3);

    private static Dictionary<string, string> ByName(string output) => output.Split(Marker)
        .Select(part => part.Split('\n', 2))
        .Where(part => part.Length == 2)
        .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    private static string ProgramOf(IReadOnlyList<DocBlock> blocks)
    {
        var runs = blocks.Where(DocSource.HasStatements)
            .Select(block => $"await RunAsync(\"{block.Name}\", () => {DocSource.MethodOf(block)}(args));");
        return ProgramText.Replace("// RUNS", string.Join('\n', runs), StringComparison.Ordinal);
    }

    private string ToServers(string code) =>
        _hosts.Aggregate(code, (text, host) => text.Replace(host.Key, host.Value, StringComparison.Ordinal));

    private string FromServers(string output) =>
        _hosts.Aggregate(output, (text, host) => text.Replace(host.Value, host.Key, StringComparison.Ordinal));

    // The settings of the guide are those of its application.
    [GeneratedRegex(
        @"^In `appsettings\.json`:\n\n```json\n(?<json>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Settings();

    private void Write(string name, string text) => File.WriteAllText(At(name), text, Encoding.UTF8);

    private string At(string name) => Path.Combine(_folder.FullName, name);

    // xUnit without its runner: the tests on the pages are called by the program.
    private static string ProjectText =>
        $"""
         <Project Sdk="Microsoft.NET.Sdk">
           <PropertyGroup>
             <OutputType>Exe</OutputType>
             <TargetFramework>net10.0</TargetFramework>
             <ImplicitUsings>enable</ImplicitUsings>
             <Nullable>enable</Nullable>
             <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
             <NoWarn>$(NoWarn);CS1998</NoWarn>
             <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
             <UseAppHost>false</UseAppHost>
             <OutputPath>out/</OutputPath>
             <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
             <GenerateDocumentationFile>false</GenerateDocumentationFile>
           </PropertyGroup>
           <ItemGroup>
             <Compile Include="*.cs" />
             <Using Include="Xunit" />
             <FrameworkReference Include="Microsoft.AspNetCore.App" />
             <PackageReference Include="xunit.v3.assert" Version="3.2.2" />
             <PackageReference Include="xunit.v3.extensibility.core" Version="3.2.2" />
             <PackageReference Include="Polly.Core" Version="8.9.1" />
             <PackageReference Include="OpenTelemetry.Exporter.OpenTelemetryProtocol" Version="1.20.1" />
             <PackageReference Include="OpenTelemetry.Extensions.Hosting" Version="1.20.1" />
             <PackageReference Include="OpenTelemetry.Instrumentation.AspNetCore" Version="1.20.2" />
             <PackageReference Include="Microsoft.Extensions.TimeProvider.Testing" Version="10.11.0" />
             <ProjectReference Include="{Checkout.At("src/Peregrine.Extensions/Peregrine.Extensions.csproj")}" />
             <ProjectReference Include="{Checkout.At("src/Peregrine.Testing/Peregrine.Testing.csproj")}" />
             <ProjectReference Include="{Checkout.At("src/Peregrine.Analyzers/Peregrine.Analyzers.csproj")}"
                               OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
           </ItemGroup>
         </Project>
         """;

    // What the author of a library is told, who turns every rule on. (The blocks of other pages are taken out of
    // blocking programs.)
    private const string AnalysisText =
        """
        root = true

        [Docs.PageOfDocsGuidesSdk.*.cs]
        dotnet_diagnostic.CA1849.severity = warning
        dotnet_diagnostic.CA2000.severity = none
        """;

    private const string ProgramText =
        """
        using System.Reflection;

        Environment.SetEnvironmentVariable("Secrets__Shop", "my_token");
        // RUNS
        foreach (var test in Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
        {
            await RunAsync(test.Name, async () =>
            {
                if (test.Invoke(Activator.CreateInstance(test.DeclaringType!), null) is Task task)
                {
                    await task;
                }

                Console.WriteLine("passed");
            });
        }

        static async Task RunAsync(string name, Func<Task> run)
        {
            Console.WriteLine("@@ " + name);
            try
            {
                await run();
                Console.WriteLine("@ended");
            }
            catch (Exception thrown)
            {
                Console.WriteLine(thrown);
            }
        }
        """;

    private const string ApplicationText =
        """
        using Microsoft.AspNetCore.Builder;
        using Peregrine;

        /// <summary>Runs a web application of the documentation for as long as a few calls take.</summary>
        internal static class RunningApplication
        {
            internal static async Task RunAsync(WebApplication app, string[] paths)
            {
                app.Urls.Add("http://127.0.0.1:0");
                await app.StartAsync();
                foreach (var path in paths)
                {
                    var answer = await Http.GetAsync(app.Urls.First() + path);
                    Console.WriteLine($"GET {path}: {answer.StatusCode} {answer.Text}".TrimEnd());
                }

                await app.StopAsync();
                await app.DisposeAsync();
            }
        }
        """;
}
