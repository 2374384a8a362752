namespace Shop.Http
{
    internal sealed class Endpoints;
}

namespace Shop.Auth
{
    internal sealed class Users;
}
