using System.Diagnostics;

namespace Peregrine;

/// <summary>The scripts of completion, in the shells that they are for.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    public CompletionTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "alpha.json"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "beta.txt"), "");
    }

    /// <summary>Lines as they are typed, and as they become.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "peregrine --vers", "peregrine --version" },
        { "peregrine PU", "peregrine PUT" },
        { "peregrine comp", "peregrine completion" },
        { "peregrine help bod", "peregrine help body" },
        { "peregrine completion f", "peregrine completion fish" },
        { "peregrine POST u --multip", "peregrine POST u --multipart" },
        { "peregrine POST u @al", "peregrine POST u @alpha.json" },
        { "peregrine POST u f@al", "peregrine POST u f@alpha.json" },
        { "peregrine POST u f=@al", "peregrine POST u f=@alpha.json" },
        { "peregrine POST u f:=@al", "peregrine POST u f:=@alpha.json" },
        { "peregrine @be", "peregrine @beta.txt" },
        { "peregrine u -o al", "peregrine u -o alpha.json" },
        { "peregrine u --output al", "peregrine u --output alpha.json" },
        { "peregrine u --output=al", "peregrine u --output=alpha.json" },
        { "peregrine u --raw al", "peregrine u --raw al" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bash_completes_a_line(string typed, string completed)
    {
        // Readline would put the answer in the place of what stands after the last of its own parting letters.
        const string Rest = """
            COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDBREAKS=$' \t\n"\'@><=;|&(:'
            compopt() { :; }
            _peregrine
            printf '%s%s' "${1%"${1##*["$COMP_WORDBREAKS"]}"}" "${COMPREPLY[0]-${1##*["$COMP_WORDBREAKS"]}}"
            """;
        Assert.Equal(completed, await RunAsync("bash", "bash", Completion.ScriptFor("bash")! + Rest, typed));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    [Trait("run", "long")]
    public async Task Zsh_completes_a_line(string typed, string completed)
    {
        // A shell at a terminal of its own: a key completes, and tells what the line has become.
        const string Terminal = """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "PROMPT= RPROMPT=; unsetopt zle_bracketed_paste; autoload -Uz compinit && compinit -u -D"
            zpty -w shell "source ./script"
            zpty -w shell "told() { zle complete-word; print -r -- \"<<\$BUFFER>\"\">\"; BUFFER=; }"
            zpty -w shell "zle -N told; bindkey '^T' told; echo ready\"\"!"
            zpty -r shell seen '*ready!*'
            zpty -w -n shell $1$'\C-t'
            zpty -r shell seen '*<<*>>*'
            seen=${seen##*<<}
            print -rn -- ${seen%%>>*}
            zpty -d shell
            """;
        await WriteAsync("script", Completion.ScriptFor("zsh")!);

        var became = await RunAsync("zsh", "zsh", Terminal, typed);

        // It adds what has to follow: a space, or the = before the value.
        Assert.Equal(completed, became.TrimEnd(' ', '='));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    [Trait("run", "long")]
    public async Task Fish_completes_a_line(string typed, string completed)
    {
        const string Rest = "complete -C $argv[1]\n";

        var said = await RunAsync("fish", "fish", Completion.ScriptFor("fish")! + Rest, typed);

        var word = typed[(typed.LastIndexOf(' ') + 1)..];
        var first = said.Split('\n')[0].Split('\t')[0];
        Assert.Equal(completed, typed[..^word.Length] + (first.Length == 0 ? word : first));
    }

    [Fact]
    [Trait("run", "long")]
    public async Task Fish_tells_what_an_option_does()
    {
        var said = await RunAsync(
            "fish", "fish", Completion.ScriptFor("fish")! + "complete -C 'peregrine --multip'", "");

        Assert.Equal("--multipart\tthe fields make a multipart form\n", said);
    }

    [Theory]
    [InlineData("1.1|2|3", "1.1", "2", "3")]
    [InlineData("on|off|WORD", "on", "off")]
    [InlineData("yes|no|FILE")]
    [InlineData("TEXT")]
    public void What_a_value_is_called_may_tell_what_it_can_be(string value, params string[] choices) =>
        Assert.Equal(choices, Completion.ChoicesOf(new CommandOption("a", null, value, "is", (plan, _) => plan)));

    [Fact]
    public void Each_shell_is_told_of_every_option() => Assert.All(
        Completion.Shells,
        shell => Assert.All(CommandOptions.All, option => Assert.Contains(
            shell == "fish" ? $" -l {option.Name} " : $"--{option.Name}",
            Completion.ScriptFor(shell)!, StringComparison.Ordinal)));

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task The_command_prints_the_script(string shell) =>
        Assert.Equal(Completion.ScriptFor(shell), (await CliProcess.RunAsync("completion", shell)).Output);

    private async Task<string> RunAsync(string shell, string package, string script, string argument)
    {
        var path = await WriteAsync($"run.{shell}", script);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var process = Process.Start(new ProcessStartInfo(Peer.Require(shell, package), [path, argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
            Environment =
            {
                ["LC_ALL"] = "C.UTF-8", ["HOME"] = _folder.FullName, ["TERM"] = "dumb",
                ["XDG_CONFIG_HOME"] = _folder.FullName, ["XDG_DATA_HOME"] = _folder.FullName,
            },
        })!;
        try
        {
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
