using Microsoft.AspNetCore.Mvc;
using Peregrine;

namespace NameClash;

[ApiController]
[Route("users")]
public sealed class UsersController(HttpSession session) : ControllerBase
{
    [HttpGet("{id:int}")]
    public async Task<IActionResult> GetAsync(int id, CancellationToken cancellationToken)
    {
        Url target = $"/users/{id}";
        Request request = session.Build(HttpMethod.Get, target);
        Response response = await session.SendAsync(request, cancellationToken);
        Problem? problem = response.Problem;

        Response.Headers.ETag = response.Headers["ETag"];
        return problem is null ? Content(response.Text) : Problem(problem.Detail, statusCode: problem.Status);
    }

    [HttpGet("{id:int}/link")]
    public string? Elsewhere(int id) => Url.Action(nameof(GetAsync), new { id });

#if WITHOUT_CURE
    public Headers Nothing() => Request.Headers; // CS0029
    public Body? Sent() => Request.Body; // CS0029
#endif
}
