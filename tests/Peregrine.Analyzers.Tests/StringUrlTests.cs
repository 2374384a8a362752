namespace Peregrine;

/// <summary>PRG001: an interpolated string that becomes a string before it becomes a Url.</summary>
public sealed class StringUrlTests
{
    [Theory]
    [InlineData("""var text = [|$"/users/{name}"|]; session.Get(text);""")]
    [InlineData("""string text = [|$"/users/{name}"|]; await session.GetAsync(text);""")]
    [InlineData("""string text; text = [|$"/users/{name}"|]; session.Get(text);""")]
    [InlineData("""var text = "/users"; if (choice) { text = [|$"/users/{name}"|]; } session.Get(text);""")]
    [InlineData("""var text = [|$"/users/{name}"|]; session.Get(text); session.Get(text);""")]
    [InlineData("""var text = [|$"{root}/users/{name}"|]; session.Get(text);""")]
    [InlineData("""session.Get(choice ? [|$"/a/{name}"|] : [|$"/b/{name}"|]);""")]
    [InlineData("""session.Get(choice ? ([|$"/a/{name}"|]) : "/b");""")]
    [InlineData("""session.Get(maybe ?? [|$"/b/{name}"|]);""")]
    [InlineData("""session.Get(root + [|$"/users/{name}"|]);""")]
    [InlineData("""session.Get(url + [|$"/users/{name}"|]);""")]
    [InlineData("""session.Get(root + [|$"/users/{name}"|] + root);""")]
    [InlineData("""session.Get([|string.Format("/users/{0}", name)|]);""")]
    [InlineData("""session.Get([|string.Format("/{0}/{1}/{2}/{3}", number, number, number, name)|]);""")]
    [InlineData("""session.Get([|$"/users/{name}/"|].TrimEnd('/'));""")]
    [InlineData("""var text = [|$"/users/{name}"|]; var other = text; session.Get(other);""")]
    [InlineData("""var text = [|$"/users/{name}"|]; Func<Response> call = () => session.Get(text);""")]
    [InlineData("""Func<Response> call = () => { var text = [|$"/u/{name}"|]; return session.Get(text); };""")]
    [InlineData("""Url made = choice ? "/a" : [|$"/a/{name}"|];""")]
    [InlineData("""var text = [|$"{url}/users"|]; session.Get(text);""")]
    [InlineData("""var text = [|$"/log/{date}"|]; session.Get(text);""")]
    [InlineData("""var part = name.Trim(); var text = [|$"/users/{part}"|]; session.Get(text);""")]
    [InlineData("""var a = Uri.EscapeDataString(name); a += name; var text = [|$"/u/{a}"|]; session.Get(text);""")]
    [InlineData("""var part = "a"; if (choice) { part = name; } var text = [|$"/u/{part}"|]; session.Get(text);""")]
    [InlineData("""var part = "a"; Change(ref part); var text = [|$"/u/{part}"|]; session.Get(text);""")]
    [InlineData("""var part = "a"; (part, _) = (name, 1); var text = [|$"/u/{part}"|]; session.Get(text);""")]
    [InlineData("""var part = "a"; part = part + part + name; var text = [|$"/u/{part}"|]; session.Get(text);""")]
    [InlineData("""var path = [|$"/users/{name}"|]; var text = $"{root}{path}"; session.Get(text);""")]
    [InlineData("""var path = "/users" + [|$"/{name}"|]; session.Get($"{root}{path}" + "");""")]
    [InlineData("""var text = [|$"{root}{name}"|]; session.Get(text);""")]
    [InlineData("""var text = [|$"/log/{anything}/{number}"|]; session.Get(text);""")]
    public Task It_is_found(string statements) => Sample.CheckAsync(new StringUrlAnalyzer(), statements);

    [Theory]
    [InlineData("""session.Get($"/users/{name}");""")]
    [InlineData("""session.Get($"/users/{name}" + $"/repos/{name}");""")]
    [InlineData("""Url made = $"/users/{name}"; session.Get(made);""")]
    [InlineData("""session.Get(choice ? (Url)$"/a/{name}" : (Url)$"/b/{name}");""")]
    [InlineData("""var text = $"/users/{number}/{number:D3}/{id}/{kind}/{choice}"; session.Get(text);""")]
    [InlineData("""const string Version = "v1"; var text = $"/{Version}/users"; session.Get(text);""")]
    [InlineData("""var text = $"/{(choice ? "a" : "b")}/users"; session.Get(text);""")]
    [InlineData("""var text = $"{root}/users/{number}"; session.Get(text);""")]
    [InlineData("""var text = $"{uri}/users"; session.Get(text);""")]
    [InlineData("""var text = $"/users/{Uri.EscapeDataString(name)}"; session.Get(text);""")]
    [InlineData("""var text = $"/users/{WebUtility.UrlEncode(name)}"; session.Get(text);""")]
    [InlineData("""var text = $"/users/{number.ToString()}"; session.Get(text);""")]
    [InlineData("""var part = Uri.EscapeDataString(name); var text = $"/users/{part}"; session.Get(text);""")]
    [InlineData("""string part; part = WebUtility.UrlEncode(name); var text = $"/u/{part}"; session.Get(text);""")]
    [InlineData("""var part = "a"; if (choice) { part = $"b{number}"; } var text = $"/u/{part}"; session.Get(text);""")]
    [InlineData("""var one = number.ToString(); var other = one + "-" + id; session.Get($"/u/{other}" + "");""")]
    [InlineData("""var part = choice ? "a" : Uri.EscapeDataString(name); session.Get($"/u/{part}" + "");""")]
    [InlineData("""var part = number switch { 1 => "a", _ => "b" }; session.Get($"/u/{part}" + "");""")]
    [InlineData("""var part = Uri.EscapeDataString(name); session.Get(string.Format("/u/{0}", part));""")]
    [InlineData("""var path = "/users/1"; var text = $"{root}{path}"; session.Get(text);""")]
    [InlineData("""var path = "/users/" + name; var text = $"{root}{path}"; session.Get(text);""")]
    [InlineData("""var text = $"/raw/{name:raw}"; session.Get(text);""")]
    [InlineData("""var text = $"/users/{name}"; session.Get((Url)text);""")]
    [InlineData("""var text = $"/users/{name}"; Console.WriteLine(text);""")]
    [InlineData("""session.Get(Text($"/users/{name}"));""")]
    [InlineData("""session.Get("/users/" + name); session.Get(name); session.Get(uri);""")]
    [InlineData("""session.Get(string.Format("/users/{0}", number));""")]
    [InlineData("""session.Get("/x", new() { Headers = { ["X-Name"] = $"a {name}" } });""")]
    [InlineData("""Console.WriteLine($"{url} and {name}");""")]
    public Task What_is_right_is_left_alone(string statements) =>
        Sample.CheckAsync(new StringUrlAnalyzer(), statements);

    [Theory]
    [InlineData(
        """var text = [|$"/users/{name}"|]; session.Get(text);""",
        """Url text = $"/users/{name}"; session.Get(text);""")]
    [InlineData(
        """string text = "/users"; if (choice) { text = $"/users/{name}"; } await session.GetAsync(text);""",
        """Url text = "/users"; if (choice) { text = $"/users/{name}"; } await session.GetAsync(text);""")]
    [InlineData(
        """session.Get(choice ? $"/a/{name}" : $"/b/{name}");""",
        """session.Get(choice ? (Url)$"/a/{name}" : (Url)$"/b/{name}");""")]
    [InlineData(
        """session.Get(choice ? ($"/a/{name}") : number > 1 ? "/b" : "/c" + "/d");""",
        """session.Get(choice ? ((Url)$"/a/{name}") : number > 1 ? (Url)"/b" : (Url)("/c" + "/d"));""")]
    [InlineData(
        """var root2 = "https://h.test/"; var text = $"{root2}users/{name}"; session.Get(text);""",
        """var root2 = "https://h.test/"; Url text = $"{root2}users/{name}"; session.Get(text);""")]
    [InlineData(
        """var part = "a-b"; var text = $"/{part}/{name}"; session.Get(text);""",
        """var part = "a-b"; Url text = $"/{part}/{name}"; session.Get(text);""")]
    [InlineData(
        """var text = choice ? $"/a/{name}" : "/b"; session.Get(text);""",
        """Url text = choice ? (Url)$"/a/{name}" : (Url)"/b"; session.Get(text);""")]
    public async Task What_meets_no_string_becomes_a_Url(string before, string after)
    {
        Assert.Equal(after, await Sample.FixedAsync(new StringUrlAnalyzer(), new UrlFix(), before));
        await Sample.CheckAsync(new StringUrlAnalyzer(), after);
    }

    [Theory]
    [InlineData("""var text = $"/users/{name}"; session.Get(text); Console.WriteLine(text);""")]
    [InlineData("""var text = $"/users/{name}"; text += "x"; session.Get(text);""")]
    [InlineData("""var text = $"/users/{Uri.EscapeDataString(name)}/{name}"; session.Get(text);""")]
    [InlineData("""session.Get(root + $"/users/{name}");""")]
    [InlineData("""session.Get(string.Format("/users/{0}", name));""")]
    [InlineData("""var part = Uri.EscapeDataString(name); var text = $"/u/{part}/{name}"; session.Get(text);""")]
    [InlineData("""var p = choice ? name : Uri.EscapeDataString(name); var text = $"/u/{p}"; session.Get(text);""")]
    [InlineData("""var a = Uri.EscapeDataString(name); var b = a; session.Get(choice ? $"/{b}/{name}" : "/b");""")]
    [InlineData("""session.Get(choice ? $"/a/{name}" : $"/b/{Uri.EscapeDataString(name)}");""")]
    [InlineData("""var part = Uri.EscapeDataString(name); session.Get(choice ? $"/a/{name}" : $"/b/{part}");""")]
    [InlineData("""var text = "/a"; text = choice ? text : $"/b/{name}"; session.Get(text);""")]
    [InlineData("""var path = "/users/1"; var text = $"{root}{path}/{name}"; session.Get(text);""")]
    [InlineData("""var path = "users/1"; var text = $"{root}/{path}/{name}"; session.Get(text);""")]
    [InlineData("""const string Path = "v1/users"; var text = $"/{Path}/{name}"; session.Get(text);""")]
    [InlineData("""var path = $"/users/{name}"; var text = $"{root}{path}"; session.Get(text);""")]
    [InlineData("""var text = $"{root}{name}"; session.Get(text);""")]
    [InlineData("""session.Get(choice ? $"/a/{name}" : name);""")]
    [InlineData("""session.Get(choice ? $"/a/{name}" : root + "/c");""")]
    [InlineData("""var text = choice ? $"/a/{name}" : Text(name); session.Get(text);""")]
    [InlineData("""session.Get(choice ? $"/a/{name}" : root + $"/b/{name}");""")]
    public async Task Where_the_program_would_mean_something_else_no_fix_is_offered(string statements) =>
        Assert.Null(await Sample.FixedAsync(new StringUrlAnalyzer(), new UrlFix(), statements));

    [Fact]
    public async Task A_fix_leaves_no_other_slip_without_its_warning() =>
        Assert.Null(await Sample.FixedAsync(
            new StringUrlAnalyzer(), new UrlFix(),
            """var other = $"/users/{name}"; Text(other); session.Get(choice ? other : $"/new/{name}");""", at: 1));
}
