using Microsoft.AspNetCore.Components;
using Peregrine;
using Web = Peregrine.Http;

namespace NameClash;

/// <summary>What the templates of Blazor give a component: a property named Http.</summary>
public abstract class ClientPage : ComponentBase
{
    [Inject]
    protected HttpClient Http { get; set; } = null!;
}

public sealed class UserPage : ClientPage
{
    protected override async Task OnInitializedAsync()
    {
        Response one = await Web.GetAsync("https://api.example.com/users/1");
        Response two = await Peregrine.Http.GetAsync("https://api.example.com/users/2");
        Response three = await Shared.GetAsync("/users/3");
        Console.WriteLine(one.StatusCode + two.StatusCode + three.StatusCode);
    }

    [Inject]
    private HttpSession Shared { get; set; } = null!;

#if WITHOUT_CURE
    private Response Blocked() => Http.Get("https://api.example.com/users/1"); // CS1929
#endif
}
