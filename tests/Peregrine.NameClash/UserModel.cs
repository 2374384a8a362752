using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ApiResponse = Peregrine.Response;

namespace NameClash;

public sealed class UserModel(Peregrine.HttpSession session) : PageModel
{
    public ApiResponse? Answer { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id)
    {
        Answer = await session.GetAsync($"/users/{id}", HttpContext.RequestAborted);
        Response.StatusCode = Answer.StatusCode;
        return Page();
    }
}
