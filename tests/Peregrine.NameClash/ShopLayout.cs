using Microsoft.AspNetCore.Components;
using Peregrine;

namespace NameClash;

public sealed class ShopLayout : LayoutComponentBase
{
    [Inject]
    private HttpSession Session { get; set; } = null!;

    private Task<Response> ReportAsync(string text) =>
        Session.PostAsync("/reports", new() { Body = Peregrine.Body.Text(text) });

    protected override Task OnInitializedAsync() => ReportAsync("shown");

#if WITHOUT_CURE
    private static RequestOptions Options(string text) => new() { Body = Body.Text(text) }; // CS0120
#endif
}
