using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// The service of <c>tests/Peregrine.Aot.Service</c>, which needs no reflection. The build compiles it with the trim
/// and AOT analyzers, and a warning is an error there.
/// </summary>
public sealed class NativeServiceTests
{
    private const string Said = "ok: 8 sends";

    [Fact]
    public async Task The_service_runs()
    {
        var program = Repository.At(
            $"artifacts/bin/Peregrine.Aot.Service/{Repository.Configuration.ToLowerInvariant()}"
            + "/Peregrine.Aot.Service.dll");

        var run = await Command.DotnetAsync(Repository.Root, [program]);

        Assert.Equal(Said, run.Succeeded().Output.Trim());
    }

    [Fact]
    [Trait("run", "long")]
    public async Task It_is_published_as_a_native_program_without_a_warning_and_runs()
    {
        Assert.SkipUnless(HasCompiler(), "needs the Debian package gcc");
        var folder = Directory.CreateTempSubdirectory("peregrine-native-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Native.csproj"), Project);
            var variables = new Dictionary<string, string?> { ["CI"] = null };
            string[] publish = ["publish", "-c", "Release", "-o", "out", "-warnaserror", "-v", "m", "--nologo"];
            var made = (await Command.DotnetAsync(folder.FullName, publish, variables)).Succeeded();
            Assert.DoesNotContain("warning", made.Output, StringComparison.OrdinalIgnoreCase);

            var run = await Command.RunAsync(Path.Combine(folder.FullName, "out/Native"), folder.FullName, []);

            Assert.Equal(Said, run.Succeeded().Output.Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The platform stands in the project: one on the command line would be that of the references too, and change their
    // lock files.
    private static string Project =>
        $"""
         <Project Sdk="Microsoft.NET.Sdk.Web">
           <PropertyGroup>
             <TargetFramework>net10.0</TargetFramework>
             <ImplicitUsings>enable</ImplicitUsings>
             <Nullable>enable</Nullable>
             <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
             <PublishAot>true</PublishAot>
             <InvariantGlobalization>true</InvariantGlobalization>
             <JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>
             <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
             <TrimmerSingleWarn>false</TrimmerSingleWarn>
             <CppCompilerAndLinker>gcc</CppCompilerAndLinker>
           </PropertyGroup>
           <ItemGroup>
             <Compile Include="{Repository.At("tests/Peregrine.Aot.Service")}/*.cs" />
             <ProjectReference Include="{Repository.At("src/Peregrine.Extensions/Peregrine.Extensions.csproj")}" />
           </ItemGroup>
         </Project>
         """;

    private static bool HasCompiler() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "gcc")));
}
